import { DerReader } from './der/reader.ts'
import { encodeDer } from './der/writer.ts'
import { writeExtension } from './extension.ts'
import type { Extension } from './extension.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

/** RFC 9654 §2.1; a responder must not answer with a nonce of another length. */
const MAX_NONCE_OCTETS = 128

/**
 * Extensions ::= SEQUENCE { the nonce }; Nonce ::= OCTET STRING (SIZE (1..128)) (RFC 9654 §2.1)
 * @throws X509Error `malformedExtension` for another length
 */
export function encodeNonceExtensions(nonce: Uint8Array): Uint8Array {
  assertLength(nonce)
  return encodeDer((der) =>
    der.sequence(() =>
      writeExtension(der, {
        oid: OID.ocspNonce,
        critical: false,
        value: encodeDer((value) => value.octetString(nonce)),
      }),
    ),
  )
}

/**
 * The octets of the nonce among extensions, or null.
 * @throws X509Error `malformedDer`, `malformedExtension` for another length
 */
export function nonceOf(extensions: readonly Extension[]): Uint8Array | null {
  const extension = extensions.find(({ oid }) => oid === OID.ocspNonce)
  if (extension === undefined) return null
  const reader = new DerReader(extension.value)
  const nonce = reader.octetString()
  reader.finish()
  assertLength(nonce)
  return nonce
}

/** RFC 6960 §4.4: an extension that is not understood is ignored, unless it is critical. */
export function criticalUnknownOf(extensions: readonly Extension[]): string | null {
  return extensions.find(({ oid, critical }) => critical && oid !== OID.ocspNonce)?.oid ?? null
}

function assertLength({ length }: Uint8Array): void {
  if (length >= 1 && length <= MAX_NONCE_OCTETS) return
  throw new X509Error(
    'malformedExtension',
    `a nonce of ${length} octets, not 1 to ${MAX_NONCE_OCTETS} (RFC 9654 §2.1)`,
  )
}
