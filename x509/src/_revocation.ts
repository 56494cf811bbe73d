import { hash, serialNumber, signed, signerOf } from './_keys.ts'
import type { Authority, TestSigner } from './_keys.ts'
import { buildResponderTbs } from './build-certificate.ts'
import type { SubjectParameters } from './build-certificate.ts'
import { buildRevocationListTbs } from './build-revocation-list.ts'
import type { RevocationListParameters } from './build-revocation-list.ts'
import { parseCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { lintRevocationListTbs } from './lint/lint-revocation-list.ts'
import { lintTbs } from './lint/lint.ts'
import { nameFrom } from './name.ts'
import { signCertificate, signRevocationList } from './signer.ts'

export const THIS_UPDATE = new Date('2026-11-20T12:00:00Z')
export const NEXT_UPDATE = new Date('2026-11-27T12:00:00Z')

/** A list of the authority, DER. */
export function listOf(
  { certificate, signer }: Authority,
  changes: Partial<RevocationListParameters> = {},
): Uint8Array {
  const tbs = buildRevocationListTbs({
    issuer: certificate,
    thisUpdate: THIS_UPDATE,
    nextUpdate: NEXT_UPDATE,
    number: 1n,
    entries: [],
    ...changes,
  })
  return signed(signRevocationList(lintRevocationListTbs(tbs, certificate), signer))
}

export interface Responder {
  readonly certificate: Certificate
  readonly signer: TestSigner
  /** SHA-1 of the bits of its key. */
  readonly keyHash: Uint8Array
}

export function responderParameters(signer: TestSigner): SubjectParameters {
  return {
    serialNumber: serialNumber(),
    subject: nameFrom({ commonName: 'Test Responder' }),
    notBefore: THIS_UPDATE,
    notAfter: NEXT_UPDATE,
    publicKey: signer.publicKey,
  }
}

/** A delegated responder of the authority. */
export function responderOf({ certificate: issuer, signer: key }: Authority): Responder {
  const signer = signerOf('P-256', 'responder')
  const tbs = buildResponderTbs(issuer, responderParameters(signer), hash)
  const linted = lintTbs(tbs, { certificate: issuer }, 'responder')
  const certificate = parseCertificate(signed(signCertificate(linted, key)))
  return { certificate, signer, keyHash: hash('SHA-1', signer.publicKey.keyBits) }
}
