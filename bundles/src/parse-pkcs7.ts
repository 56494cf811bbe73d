import { DerReader, OID, TAG, constructed } from '@certman/x509'
import { BundleError } from './bundle-error.ts'

/**
 * The certificates of a SignedData, in its order (RFC 5652 §5.1).
 * @throws BundleError `malformedBundle` for any other content; X509Error for what is no DER
 */
export function parsePkcs7(octets: Uint8Array): Uint8Array[] {
  const info = new DerReader(octets).sequence()
  if (info.objectIdentifier() !== OID.signedData) {
    throw new BundleError('malformedBundle', 'the PKCS#7 message is no SignedData')
  }
  const fields = info.enter(constructed(0)).sequence()
  fields.integer()
  fields.element(TAG.set)
  fields.element(TAG.sequence)
  if (fields.nextTag !== constructed(0)) {
    throw new BundleError('malformedBundle', 'the PKCS#7 message holds no certificate')
  }
  const set = fields.enter(constructed(0))
  const certificates: Uint8Array[] = []
  while (!set.atEnd) certificates.push(set.element(TAG.sequence))
  return certificates
}
