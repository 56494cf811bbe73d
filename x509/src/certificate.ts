import { parseSignatureAlgorithm } from './algorithms.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { equalBytes, ownBytes } from './bytes.ts'
import { DerReader } from './der/reader.ts'
import { TAG } from './der/tag.ts'
import type { Extension } from './extension.ts'
import type { Extensions } from './extensions/decode.ts'
import type { Name } from './name.ts'
import type { PublicKey } from './public-key.ts'
import { asSerialNumber } from './serial-number.ts'
import type { SerialNumber } from './serial-number.ts'
import { readTbsCertificate } from './tbs-certificate.ts'
import { X509Error } from './x509-error.ts'

export interface Certificate {
  readonly der: Uint8Array
  /** TBSCertificate: the octets that are signed. */
  readonly tbs: Uint8Array
  readonly serialNumber: SerialNumber
  readonly signatureAlgorithm: SignatureAlgorithm
  readonly issuer: Name
  readonly subject: Name
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: PublicKey
  readonly extensions: readonly Extension[]
  readonly decoded: Extensions
  readonly signature: Uint8Array
}

/** A certificate with four thousand names stays below this. */
const MAX_CERTIFICATE_OCTETS = 262_144

/**
 *   Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
 *
 * The signature is not verified here: see verifyChain.
 * @throws X509Error for whatever is not a certificate of supported algorithms
 */
export function parseCertificate(der: Uint8Array): Certificate {
  const own = ownBytes(der, MAX_CERTIFICATE_OCTETS)
  const outer = new DerReader(own)
  const fields = outer.sequence()
  outer.finish()
  const tbs = fields.element(TAG.sequence)
  const algorithm = fields.element(TAG.sequence)
  const signature = fields.bitString()
  fields.finish()
  const parsed = readTbsCertificate(tbs)
  // RFC 5280 §4.1.1.2: the two fields must be the same.
  if (!equalBytes(algorithm, parsed.signature)) {
    throw new X509Error(
      'malformedCertificate',
      'the signature algorithm differs from the one that is signed (RFC 5280 §4.1.1.2)',
    )
  }
  if (parsed.serialNumber[0]! >= 0x80) {
    throw new X509Error('invalidSerialNumber', 'the serial number is negative (RFC 5280 §4.1.2.2)')
  }
  return {
    der: own,
    tbs,
    serialNumber: asSerialNumber(parsed.serialNumber),
    signatureAlgorithm: parseSignatureAlgorithm(algorithm),
    issuer: parsed.issuer,
    subject: parsed.subject,
    notBefore: parsed.notBefore.value,
    notAfter: parsed.notAfter.value,
    publicKey: parsed.publicKey,
    extensions: parsed.extensions,
    decoded: parsed.decoded,
    signature,
  }
}
