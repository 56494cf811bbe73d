import {
  commonNameOf,
  decodeExtensions,
  decodePem,
  parseCertificationRequest,
  verifyProofOfPossession,
  X509Error,
  type CertificationRequest,
  type GeneralName,
  type PublicKey,
  type Verify,
} from '@certman/x509'
import { Problem } from '../pki/problem.ts'
import { dnsName, ipAddress, type AlternativeName } from './names.ts'

/** What is taken from a caller's PKCS#10; every other attribute and extension is dropped. */
export interface RequestedKey {
  readonly publicKey: PublicKey
  readonly commonName: string | undefined
  /** The names as asked for; those that we do not issue are still among them. */
  readonly names: readonly GeneralName[]
}

const FIELD = { field: 'csrPem' } as const
/** RFC 7468 §7; the second label is what older tools wrote. */
const LABELS: readonly string[] = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST']

/**
 * Reads a certification request and checks that its sender holds the private key (RFC 2986 §4.2).
 * @throws Problem `badCsr`
 */
export function readCertificationRequest(csrPem: string, verify: Verify): RequestedKey {
  const request = understanding(() => parseCertificationRequest(onlyBlock(csrPem)))
  if (!verifyProofOfPossession(request, verify)) {
    throw new Problem(
      'badCsr',
      'the signature of csrPem does not fit its public key; make the request anew with that key',
      FIELD,
    )
  }
  return {
    publicKey: request.publicKey,
    commonName: understanding(() => commonNameOf(request.subject)),
    names: understanding(() => requestedAlternativeNames(request)),
  }
}

/** @throws Problem `badCsr` for a kind of name that is not issued: dropping it silently would mislead its sender */
export function issuableNames(names: readonly GeneralName[]): readonly AlternativeName[] {
  return names.map((name) => {
    if (name.type === 'dns') return { type: 'dns', value: dnsName(name.value, 'csrPem') }
    if (name.type === 'ip') return { type: 'ip', value: ipAddress(name.value, 'csrPem') }
    throw new Problem(
      'badCsr',
      `csrPem asks for an alternative name of another kind (${name.type}); only DNS names and IP addresses are issued`,
      FIELD,
    )
  })
}

function requestedAlternativeNames(request: CertificationRequest): readonly GeneralName[] {
  return decodeExtensions(request.extensions).subjectAltName ?? []
}

function onlyBlock(csrPem: string): Uint8Array {
  const blocks = decodePem(csrPem)
  const [block] = blocks
  if (blocks.length !== 1 || block === undefined || !LABELS.includes(block.label)) {
    throw new Problem(
      'badCsr',
      'csrPem must hold exactly one PEM block named CERTIFICATE REQUEST',
      FIELD,
    )
  }
  return block.der
}

function understanding<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof X509Error)
      throw new Problem('badCsr', `csrPem cannot be read: ${error.message}`, {
        ...FIELD,
        cause: error,
      })
    throw error
  }
}
