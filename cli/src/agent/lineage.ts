import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { makeBundle, readBundle } from '@certman/bundles'
import { parseCertificate, type Certificate } from '@certman/x509'
import { holdsKey, type Entry } from './configuration.ts'
import { isForNames, renewalTime } from './due.ts'
import { ownerOf } from './owner.ts'
import type { NewFile } from './replace-files.ts'

/** What stands in the files of an entry, and when it is renewed. */
export interface Standing {
  /** Absent where there is none that can be read. */
  readonly certificate?: Certificate
  /** Milliseconds; 0 when it is due whatever the time. */
  readonly dueAt: number
  /** Why, in words. */
  readonly reason: string
}

/** Key and certificate as they were made, to be written in whatever form the entry wants. */
export interface FreshPair {
  readonly privateKey: KeyObject
  /** DER: the leaf, then its issuers with the root. */
  readonly certificates: readonly Uint8Array[]
}

/** Looks at the files; nothing that is wrong with them is an error, only a reason to renew. */
export async function readStanding(entry: Entry): Promise<Standing> {
  try {
    const { certificates, privateKey } = await readBundle(
      await readFile(entry.outCert),
      await passwordOf(entry),
    )
    const leaf = certificates[0]
    if (leaf === undefined) return { dueAt: 0, reason: `${entry.outCert} holds no certificate` }
    const certificate = parseCertificate(leaf)
    if (!isForNames(certificate, entry.names)) {
      return { certificate, dueAt: 0, reason: 'the names in the configuration are others' }
    }
    const key = await keyOf(entry, privateKey)
    if (!new X509Certificate(leaf).checkPrivateKey(key)) {
      return { certificate, dueAt: 0, reason: 'the key does not belong to the certificate' }
    }
    const dueAt = renewalTime(certificate, entry.renewAt)
    return { certificate, dueAt, reason: `due ${new Date(dueAt).toISOString()}` }
  } catch (error) {
    if (isMissing(error)) return { dueAt: 0, reason: 'there is none yet' }
    const message = error instanceof Error ? error.message : String(error)
    return { dueAt: 0, reason: `the files are not readable: ${message}` }
  }
}

/** The octets of every file of the entry. */
export async function filesOf(
  entry: Entry,
  { privateKey, certificates }: FreshPair,
): Promise<NewFile[]> {
  const pkcs8 = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
  const owner = entry.owner === undefined ? undefined : await ownerOf(entry.owner)
  const password = await passwordOf(entry)
  const contents = { certificates, ...(holdsKey(entry.format) ? { privateKey: pkcs8 } : {}) }
  const bundle = await makeBundle(
    entry.format,
    contents,
    password === undefined ? {} : { password },
  )
  const files: NewFile[] = [
    {
      path: entry.outCert,
      octets: bundle,
      mode: holdsKey(entry.format) ? entry.mode : PUBLIC,
      owner,
    },
  ]
  if (entry.outKey !== undefined) {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
    files.unshift({ path: entry.outKey, octets: Buffer.from(pem), mode: entry.mode, owner })
  }
  if (entry.outChain !== undefined) {
    const octets = await makeBundle('chain', { certificates })
    files.push({ path: entry.outChain, octets, mode: PUBLIC, owner })
  }
  return files
}

const PUBLIC = 0o644

/** What stands in a file without the line break that editors leave at its end. */
export async function readSecret(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).replace(/\r?\n$/, '')
}

function passwordOf({ passwordFile }: Entry): Promise<string | undefined> {
  return passwordFile === undefined ? Promise.resolve(undefined) : readSecret(passwordFile)
}

async function keyOf({ outKey }: Entry, inBundle: Uint8Array | undefined): Promise<KeyObject> {
  if (outKey !== undefined) return createPrivateKey(await readFile(outKey))
  return createPrivateKey({ key: Buffer.from(inBundle ?? []), format: 'der', type: 'pkcs8' })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
