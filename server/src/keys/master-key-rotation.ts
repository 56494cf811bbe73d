import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RandomBytes } from '../pki/clock.ts'
import { Problem } from '../pki/problem.ts'
import { randomBytes } from './crypto.ts'
import { openEnvelope, readEnvelopeHeader, sealEnvelope } from './envelope.ts'
import {
  createMasterKeyFile,
  MASTER_KEY_FILE,
  readMasterKeyFile,
  syncDirectory,
  type MasterKey,
} from './master-key.ts'

/**
 * Rotating the master key is three steps, and a crash between any two leaves a directory that opens:
 *
 *   1 prepareNextMasterKey: the new key lies beside the old one
 *   2 the store exchanges all that was sealed, in one transaction (SecretStore.replaceAll)
 *   3 promoteNextMasterKey: the new key takes the old one's place
 *
 * After a crash between 2 and 3 the database names the next key: `findMasterKey` finds it, and step 3 is done then.
 */
const NEXT_FILE = `${MASTER_KEY_FILE}.next`

/**
 * A key left by a rotation that never came to step 2 has sealed nothing and is replaced.
 * @param inUse the id of the master key that the database names
 * @throws Problem `internal` when that is the next key: step 3 is missing, and the file is the only copy
 */
export function prepareNextMasterKey(
  directory: string,
  inUse: string,
  random: RandomBytes = randomBytes,
): MasterKey {
  const path = join(directory, NEXT_FILE)
  if (existsSync(path)) {
    if (readMasterKeyFile(path).id === inUse) {
      throw new Problem(
        'internal',
        `an earlier rotation of the master key was not finished; rename ${path} to ${MASTER_KEY_FILE} first`,
      )
    }
    rmSync(path)
  }
  return createMasterKeyFile(path, random)
}

/**
 * The former key is kept as `master.key.<its id>`: backups made before the rotation open only with it.
 * @returns the path of the former key
 */
export function promoteNextMasterKey(directory: string): string {
  const path = join(directory, MASTER_KEY_FILE)
  const former = `${path}.${readMasterKeyFile(path).id}`
  // A link first and one renaming after it: at no instant is there no master key.
  if (!existsSync(former)) linkOrCopy(path, former)
  renameSync(join(directory, NEXT_FILE), path)
  syncDirectory(directory)
  return former
}

/** @returns the master key with this id, whether it is in its place already or still the next one; else undefined */
export function findMasterKey(directory: string, id: string): MasterKey | undefined {
  for (const name of [MASTER_KEY_FILE, NEXT_FILE]) {
    const path = join(directory, name)
    if (!existsSync(path)) continue
    const key = readMasterKeyFile(path)
    if (key.id === id) return key
  }
  return undefined
}

/**
 * The same content under another master key, of a CA's key as of a named secret. What lies within is not looked at: a
 * passphrase layer stays closed, and nobody is asked for the passphrase.
 * @param belongsTo the CA's id, or the secret's name
 */
export function reseal(
  sealed: Uint8Array,
  belongsTo: string,
  keys: { readonly from: MasterKey; readonly to: MasterKey; readonly random: RandomBytes },
): Uint8Array {
  const { contents } = readEnvelopeHeader(sealed)
  const plaintext = openEnvelope(keys.from, sealed, { contents, belongsTo })
  try {
    return sealEnvelope(keys.to, keys.random, { contents, belongsTo, plaintext })
  } finally {
    plaintext.fill(0)
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    // A file system without hard links.
    copyFileSync(from, to, constants.COPYFILE_EXCL)
  }
}
