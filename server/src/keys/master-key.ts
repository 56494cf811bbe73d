import { createHash, createSecretKey, hkdfSync, randomUUID, type KeyObject } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { RandomBytes } from '../pki/clock.ts'
import { Problem } from '../pki/problem.ts'
import { randomBytes } from './crypto.ts'
import { Secret } from './secret.ts'

export const MASTER_KEY_FILE = 'master.key'

const KEY_OCTETS = 32
/** `certman-master-key-1.<32 octets, base64url>.<6 characters that catch a slip of the copyist>` */
const KEY_TEXT = /^certman-master-key-1\.([A-Za-z0-9_-]{43})\.[A-Za-z0-9_-]{6}$/
/** As `openssl rand -hex 32` prints it. */
const KEY_HEX = /^[0-9A-Fa-f]{64}$/

/** The key above all others: nothing is encrypted under it directly, everything under what is derived from it. */
export interface MasterKey {
  /** 16 hexadecimal digits that tell one master key from another and nothing else about it. */
  readonly id: string
  /** HKDF-SHA-256 (RFC 5869) with the purpose as info. The caller wipes what it gets. */
  derive(purpose: string, length?: number): Uint8Array
}

class MasterKeyObject extends Secret implements MasterKey {
  readonly id: string
  readonly #key: KeyObject

  constructor(octets: Uint8Array) {
    super('master key')
    this.#key = createSecretKey(octets)
    this.id = createHash('sha256').update(this.derive('master-key-id')).digest('hex').slice(0, 16)
  }

  derive(purpose: string, length: number = KEY_OCTETS): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#key, '', `certman ${purpose}`, length))
  }
}

/** @param octets 32 of them; the caller wipes its own copy */
export function masterKeyFrom(octets: Uint8Array): MasterKey {
  if (octets.length !== KEY_OCTETS) {
    throw refused(`a master key has ${KEY_OCTETS} octets, not ${octets.length}`)
  }
  return new MasterKeyObject(octets)
}

export function masterKeyExists(directory: string): boolean {
  return existsSync(join(directory, MASTER_KEY_FILE))
}

/**
 * The master key from the environment when it was given there, else from its file.
 * @throws Problem `internal` with a sentence for the operator: missing, malformed, or readable by others
 */
export function loadMasterKey(from: {
  readonly directory: string
  /** The text of `CERTMAN_MASTER_KEY`: as in the file, or 64 hexadecimal digits. */
  readonly fromEnvironment?: string | undefined
}): MasterKey {
  if (from.fromEnvironment !== undefined) return parseEnvironment(from.fromEnvironment)
  return readMasterKeyFile(join(from.directory, MASTER_KEY_FILE))
}

/**
 * Makes a master key and its file, never over an existing one.
 * @throws Problem `internal` when there is one already
 */
export function createMasterKey(directory: string, random: RandomBytes = randomBytes): MasterKey {
  return createMasterKeyFile(join(directory, MASTER_KEY_FILE), random)
}

export function createMasterKeyFile(path: string, random: RandomBytes): MasterKey {
  const octets = random(KEY_OCTETS)
  const text = encodeMasterKey(octets)
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    writeDurably(temporary, `${text}\n`)
    publish(temporary, path)
    syncDirectory(join(path, '..'))
    return masterKeyFrom(octets)
  } finally {
    octets.fill(0)
    rmSync(temporary, { force: true })
  }
}

export function readMasterKeyFile(path: string): MasterKey {
  const text = readPrivateFile(path)
  const key = decodeText(text.trim())
  if (key === undefined) {
    throw refused(`the master key in ${path} is malformed; restore the file from your copy of it`)
  }
  return key
}

/** Makes a file's creation, renaming or removal durable; Windows neither needs nor allows it. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function parseEnvironment(given: string): MasterKey {
  const text = given.trim()
  const key = KEY_HEX.test(text) ? masterKeyFrom(Buffer.from(text, 'hex')) : decodeText(text)
  if (key !== undefined) return key
  throw refused(
    'CERTMAN_MASTER_KEY is malformed; give the content of a master.key file, or 64 hexadecimal digits as from: openssl rand -hex 32',
  )
}

function encodeMasterKey(octets: Uint8Array): string {
  return `certman-master-key-1.${Buffer.from(octets).toString('base64url')}.${checksum(octets)}`
}

function decodeText(text: string): MasterKey | undefined {
  const [, encoded] = KEY_TEXT.exec(text) ?? []
  if (encoded === undefined) return undefined
  const octets = Buffer.from(encoded, 'base64url')
  try {
    // Written back, so that the bits of the last character that carry nothing are judged too.
    return encodeMasterKey(octets) === text ? masterKeyFrom(octets) : undefined
  } finally {
    octets.fill(0)
  }
}

function checksum(octets: Uint8Array): string {
  return createHash('sha256')
    .update('certman master key checksum')
    .update(octets)
    .digest('base64url')
    .slice(0, 6)
}

function readPrivateFile(path: string): string {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch (cause) {
    throw refused(
      `the master key ${path} cannot be read; restore it, or give the key as CERTMAN_MASTER_KEY`,
      cause,
    )
  }
  try {
    const mode = fstatSync(descriptor).mode & 0o777
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw refused(
        `the master key ${path} is open to other users (mode 0${mode.toString(8)}); run: chmod 600 ${path}`,
      )
    }
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

function writeDurably(path: string, text: string): void {
  const descriptor = openSync(path, 'wx', 0o600)
  try {
    // Whatever the umask took from the mode given above.
    fchmodSync(descriptor, 0o600)
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** A hard link, unlike renaming, fails when the name is taken: a master key is never written over. */
function publish(temporary: string, path: string): void {
  try {
    linkSync(temporary, path)
  } catch (cause) {
    if (existsSync(path)) throw refused(`there is a master key in ${path} already`, cause)
    // A file system without hard links.
    renameSync(temporary, path)
  }
}

function refused(sentence: string, cause?: unknown): Problem {
  return new Problem('internal', sentence, { cause })
}
