import type { DerReader } from '../der/reader.ts'
import { TAG, constructed, primitive } from '../der/tag.ts'
import { encodeDer } from '../der/writer.ts'
import { readGeneralNames } from '../general-name.ts'
import type { GeneralName } from '../general-name.ts'
import type { PublicKey } from '../public-key.ts'
import type { Hash } from '../signer.ts'
import { X509Error } from '../x509-error.ts'

export interface AuthorityKeyIdentifier {
  readonly keyIdentifier?: Uint8Array
  readonly authorityCertIssuer?: readonly GeneralName[]
  /** Content octets. */
  readonly authorityCertSerialNumber?: Uint8Array
}

/** The leftmost 160 bits of SHA-256 of the key's bits (RFC 7093 §2, method 1). */
export function keyIdentifierOf(key: PublicKey, hash: Hash): Uint8Array {
  return hash('SHA-256', key.keyBits).subarray(0, 20)
}

/** SubjectKeyIdentifier ::= OCTET STRING (RFC 5280 §4.2.1.2) */
export function encodeSubjectKeyIdentifier(identifier: Uint8Array): Uint8Array {
  return encodeDer((der) => der.octetString(identifier))
}

export function readSubjectKeyIdentifier(reader: DerReader): Uint8Array {
  const identifier = reader.content(TAG.octetString)
  if (identifier.length === 0)
    throw new X509Error('malformedDer', 'a subject key identifier is empty')
  return identifier
}

/**
 *   AuthorityKeyIdentifier ::= SEQUENCE {
 *     keyIdentifier [0] OCTET STRING OPTIONAL,
 *     authorityCertIssuer [1] GeneralNames OPTIONAL, authorityCertSerialNumber [2] INTEGER OPTIONAL }
 *
 * Written with the key identifier alone (RFC 5280 §4.2.1.1).
 */
export function encodeAuthorityKeyIdentifier(identifier: Uint8Array): Uint8Array {
  return encodeDer((der) => der.sequence(() => der.element(primitive(0), identifier)))
}

export function readAuthorityKeyIdentifier(reader: DerReader): AuthorityKeyIdentifier {
  const fields = reader.sequence()
  const keyIdentifier = fields.nextTag === primitive(0) ? fields.content(primitive(0)) : undefined
  const issuer =
    fields.nextTag === constructed(1) ? readGeneralNames(fields.enter(constructed(1))) : undefined
  const serial = fields.nextTag === primitive(2) ? fields.content(primitive(2)) : undefined
  fields.finish()
  if ((issuer === undefined) !== (serial === undefined) || serial?.length === 0) {
    // RFC 5280 Appendix A.2: both or neither.
    throw new X509Error(
      'malformedDer',
      'an authority key identifier has an issuer without a serial number',
    )
  }
  return {
    ...(keyIdentifier && { keyIdentifier }),
    ...(issuer && serial && { authorityCertIssuer: issuer, authorityCertSerialNumber: serial }),
  }
}
