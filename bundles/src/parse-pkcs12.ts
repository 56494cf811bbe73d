import * as pkijs from 'pkijs'
import * as asn1js from 'asn1js'
import { BundleError } from './bundle-error.ts'
import type { BundleContents } from './contents.ts'
import { bufferOf, utf8 } from './der-octets.ts'
import { OID } from './pkcs12.ts'

/**
 * The key and the certificates of a PKCS#12 store that is protected by PBES2; the certificate that the key belongs to first.
 * @param password asked for when the file turned out to be such a store
 * @throws BundleError `passwordWrong`, `unsupported` (a store under RC2 or triple DES), `malformedBundle`
 */
export async function parsePkcs12(
  octets: Uint8Array,
  password: () => string,
): Promise<BundleContents> {
  const pfx = parsePfx(octets)
  const secret = utf8(password())
  const bags = await openSafes(pfx, secret)
  const certificates: { readonly der: Uint8Array; readonly isOfKey: boolean }[] = []
  let privateKey: Uint8Array | undefined
  for (const { bagId, bagValue, bagAttributes } of bags) {
    const isOfKey = bagAttributes?.some(({ type }) => type === OID.localKeyId) === true
    if (bagValue instanceof pkijs.CertBag && bagId === OID.certBag) {
      certificates.push({ der: certificateOf(bagValue), isOfKey })
    } else if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
      privateKey ??= await decrypt(bagValue, secret)
    } else if (bagValue instanceof pkijs.PrivateKeyInfo) {
      privateKey ??= new Uint8Array(bagValue.toSchema().toBER())
    }
  }
  certificates.sort((a, b) => Number(b.isOfKey) - Number(a.isOfKey))
  return {
    certificates: certificates.map(({ der }) => der),
    ...(privateKey === undefined ? {} : { privateKey }),
  }
}

async function openSafes(pfx: pkijs.PFX, password: ArrayBuffer): Promise<pkijs.SafeBag[]> {
  try {
    await pfx.parseInternalValues({ password, checkIntegrity: true })
  } catch (cause) {
    throw new BundleError(
      'passwordWrong',
      'the PKCS#12 store does not open: the password is another one, or the file is damaged',
      cause,
    )
  }
  const safe = pfx.parsedValue?.authenticatedSafe
  if (safe === undefined) throw new BundleError('malformedBundle', 'the PKCS#12 store is empty')
  try {
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) })
  } catch (cause) {
    throw outdated(cause)
  }
  // pkijs declares what it parsed as any; these are its SafeContents (RFC 7292 §4.2).
  const contents = safe.parsedValue.safeContents as { readonly value: pkijs.SafeContents }[]
  return contents.flatMap(({ value }) => value.safeBags)
}

function parsePfx(octets: Uint8Array): pkijs.PFX {
  try {
    return pkijs.PFX.fromBER(bufferOf(octets))
  } catch (cause) {
    throw new BundleError(
      'malformedBundle',
      'the file is neither PEM nor DER of certificates, PKCS#7, PKCS#12 or JKS',
      cause,
    )
  }
}

function certificateOf({ certId, certValue, parsedValue }: pkijs.CertBag): Uint8Array {
  if (certId !== OID.x509Certificate) {
    throw new BundleError('unsupported', 'the PKCS#12 store holds a certificate that is not X.509')
  }
  if (certValue instanceof asn1js.OctetString) return new Uint8Array(certValue.getValue())
  return new Uint8Array(parsedValue.toSchema().toBER())
}

async function decrypt(bag: pkijs.PKCS8ShroudedKeyBag, password: ArrayBuffer): Promise<Uint8Array> {
  const data = new pkijs.EncryptedData({
    encryptedContentInfo: new pkijs.EncryptedContentInfo({
      contentEncryptionAlgorithm: bag.encryptionAlgorithm,
      encryptedContent: bag.encryptedData,
    }),
  })
  try {
    return new Uint8Array(await data.decrypt({ password }))
  } catch (cause) {
    throw outdated(cause)
  }
}

function outdated(cause: unknown): BundleError {
  return new BundleError(
    'unsupported',
    'the PKCS#12 store is encrypted otherwise than with PBES2 (RFC 8018 §6.2), as old programs do',
    cause,
  )
}
