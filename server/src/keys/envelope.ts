import type { RandomBytes } from '../pki/clock.ts'
import { Problem } from '../pki/problem.ts'
import { decryptGcm, encryptGcm, NONCE_OCTETS, TAG_OCTETS } from './aes-gcm.ts'
import type { MasterKey } from './master-key.ts'

/**
 * The outer layer of everything that is kept under the master key:
 *
 *   version 1 (1 octet) · contents (1) · id of the master key (8) · nonce (12) · AES-256-GCM ciphertext · tag (16)
 *
 * The associated data are all octets before the ciphertext and what the envelope belongs to (the CA's id, the secret's
 * name), so that none of it can be exchanged.
 */
const VERSION = 1
const ID_AT = 2
const NONCE_AT = ID_AT + 8
const HEADER_OCTETS = NONCE_AT + NONCE_OCTETS

/** What lies within, the octet that says so, and the purpose for which its key is derived from the master key. */
const CONTENTS = {
  authorityKey: { octet: 0, purpose: 'ca-keys' },
  passphraseLayer: { octet: 1, purpose: 'ca-keys' },
  secret: { octet: 2, purpose: 'secrets' },
} as const

export type EnvelopeContents = keyof typeof CONTENTS

export interface EnvelopeHeader {
  readonly contents: EnvelopeContents
  readonly masterKeyId: string
}

export function sealEnvelope(
  masterKey: MasterKey,
  random: RandomBytes,
  envelope: {
    readonly contents: EnvelopeContents
    readonly belongsTo: string
    readonly plaintext: Uint8Array
  },
): Uint8Array {
  const { octet } = CONTENTS[envelope.contents]
  const header = Buffer.concat([
    Uint8Array.of(VERSION, octet),
    Buffer.from(masterKey.id, 'hex'),
    random(NONCE_OCTETS),
  ])
  const sealed = withKey(masterKey, envelope.contents, (key) =>
    encryptGcm(contextOf(key, header, envelope.belongsTo), envelope.plaintext),
  )
  return new Uint8Array(Buffer.concat([header, sealed]))
}

/** @throws Problem `internal` when it is no envelope of this version */
export function readEnvelopeHeader(sealed: Uint8Array): EnvelopeHeader {
  const contents = contentsOf(sealed[1])
  if (
    sealed[0] !== VERSION ||
    contents === undefined ||
    sealed.length < HEADER_OCTETS + TAG_OCTETS
  ) {
    throw new Problem(
      'internal',
      'a sealed key or secret in the database is not of a form that this version knows; restore the database from a backup',
    )
  }
  const id = sealed.subarray(ID_AT, NONCE_AT)
  return { contents, masterKeyId: Buffer.from(id).toString('hex') }
}

/**
 * @returns the plaintext, which the caller wipes
 * @throws Problem `internal` when another master key sealed it, or when it is damaged or belongs to something else
 */
export function openEnvelope(
  masterKey: MasterKey,
  sealed: Uint8Array,
  expected: { readonly contents: EnvelopeContents; readonly belongsTo: string },
): Uint8Array {
  const { contents, masterKeyId } = readEnvelopeHeader(sealed)
  if (contents !== expected.contents) throw damaged(expected.belongsTo)
  if (masterKeyId !== masterKey.id) throw otherMasterKey(masterKeyId, masterKey)
  const header = sealed.subarray(0, HEADER_OCTETS)
  const plaintext = withKey(masterKey, contents, (key) =>
    decryptGcm(contextOf(key, header, expected.belongsTo), sealed.subarray(HEADER_OCTETS)),
  )
  if (plaintext === undefined) throw damaged(expected.belongsTo)
  return plaintext
}

function damaged(belongsTo: string): Problem {
  return new Problem(
    'internal',
    `the sealed key or secret of ${belongsTo} is damaged or belongs to something else; restore the database from a backup`,
  )
}

function otherMasterKey(sealedUnder: string, masterKey: MasterKey): Problem {
  return new Problem(
    'internal',
    `this was sealed under the master key ${sealedUnder}, but the master key given is ${masterKey.id}; give the right master key, or restore the backup that belongs to this one`,
  )
}

function contentsOf(octet: number | undefined): EnvelopeContents | undefined {
  for (const [name, facts] of Object.entries(CONTENTS)) {
    // The names of the record are its keys.
    if (facts.octet === octet) return name as EnvelopeContents
  }
  return undefined
}

function contextOf(key: Uint8Array, header: Uint8Array, belongsTo: string) {
  return {
    key,
    nonce: header.subarray(NONCE_AT),
    associatedData: Buffer.concat([header, Buffer.from(belongsTo, 'utf8')]),
  }
}

function withKey<Result>(
  masterKey: MasterKey,
  contents: EnvelopeContents,
  use: (key: Uint8Array) => Result,
): Result {
  const key = masterKey.derive(CONTENTS[contents].purpose)
  try {
    return use(key)
  } finally {
    key.fill(0)
  }
}
