import type { RandomBytes } from '../pki/clock.ts'
import { Problem } from '../pki/problem.ts'
import { openEnvelope, readEnvelopeHeader, sealEnvelope } from './envelope.ts'
import type { MasterKey } from './master-key.ts'

/** The secret's name in the store: whether a master key opens it tells, before anything else, whether it is the right one. */
export const MASTER_KEY_CHECK = 'master-key-check'

const KNOWN_TEXT = 'certman'

export function sealMasterKeyCheck(masterKey: MasterKey, random: RandomBytes): Uint8Array {
  const plaintext = new TextEncoder().encode(KNOWN_TEXT)
  return sealEnvelope(masterKey, random, {
    contents: 'secret',
    belongsTo: MASTER_KEY_CHECK,
    plaintext,
  })
}

export function isMasterKeyOf(masterKey: MasterKey, sealedCheck: Uint8Array): boolean {
  return readEnvelopeHeader(sealedCheck).masterKeyId === masterKey.id
}

/** @throws Problem `internal` with a sentence for the operator, when the database belongs to another master key */
export function assertMasterKeyOf(masterKey: MasterKey, sealedCheck: Uint8Array): void {
  if (!isMasterKeyOf(masterKey, sealedCheck)) {
    const { masterKeyId } = readEnvelopeHeader(sealedCheck)
    throw new Problem(
      'internal',
      `the master key given is ${masterKey.id}, but the database was sealed under ${masterKeyId}; give that master key`,
    )
  }
  // The same id by chance or by somebody's hand: the tag decides.
  openEnvelope(masterKey, sealedCheck, { contents: 'secret', belongsTo: MASTER_KEY_CHECK })
}
