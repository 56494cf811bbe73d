import { compareBytes } from './bytes.ts'
import { TAG, constructed } from './der/tag.ts'
import { encodeDer } from './der/writer.ts'
import { OID } from './oids.ts'

/** Of a SignedData with X.509 certificates only and content of type id-data (RFC 5652 §5.1). */
const VERSION = 1

/**
 *   ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY DEFINED BY contentType }
 *   SignedData ::= SEQUENCE {
 *     version INTEGER, digestAlgorithms SET OF AlgorithmIdentifier, encapContentInfo SEQUENCE { eContentType },
 *     certificates [0] IMPLICIT SET OF Certificate, signerInfos SET OF SignerInfo }
 *
 * The "certs-only" CMS message of RFC 5280 §4.2.2.1 (a .p7c file): SignedData that nobody signed. The certificates stand in the
 * order that DER prescribes for a SET OF (X.690 §11.6), so their order says nothing of who issued whom.
 * @param certificates DER
 */
export function encodeCertificateBundle(certificates: readonly Uint8Array[]): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.objectIdentifier(OID.signedData)
      der.tagged(0, () =>
        der.sequence(() => {
          der.smallInteger(VERSION)
          der.element(TAG.set, NOTHING)
          der.sequence(() => der.objectIdentifier(OID.data))
          der.nest(constructed(0), () => {
            for (const certificate of certificates.toSorted(compareBytes)) der.raw(certificate)
          })
          der.element(TAG.set, NOTHING)
        }),
      )
    }),
  )
}

const NOTHING = new Uint8Array(0)
