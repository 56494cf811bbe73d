import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { bufferOf, utf8 } from './der-octets.ts'
import type { BundleContents } from './contents.ts'

/** PBES2 with AES-256-CBC under PBKDF2 with HMAC-SHA-256 (RFC 8018 §6.2), which Java 8u301, OpenSSL 1.1 and Windows 10 1809 read. */
const PROTECTION = {
  // The declarations of pkijs demand an initialization vector; it draws one for each content by itself.
  contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: new Uint8Array(16) },
  hmacHashAlgorithm: 'SHA-256',
  iterationCount: 100_000,
} as const

export const OID = {
  data: '1.2.840.113549.1.7.1',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  /** Oracle's: without it Java takes a certificate without a key for no trust anchor, and shows an empty store. */
  trustedKeyUsage: '2.16.840.1.113894.746875.1.1',
  anyExtendedKeyUsage: '2.5.29.37.0',
} as const

/**
 *   PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }
 *
 * A PKCS#12 store (RFC 7292 §4): certificates in an encrypted safe, the key in a shrouded bag, all of it under an HMAC-SHA-256.
 * Without a key every certificate is a trust anchor.
 * @param password printable ASCII: see requirePassword
 * @param alias what Java and Windows call the entry; several trust anchors get a number
 */
export async function encodePkcs12(
  contents: BundleContents,
  { password, alias }: { readonly password: string; readonly alias: string },
): Promise<Uint8Array> {
  const secret = utf8(password)
  const { certificates, privateKey } = contents
  const safes = [{ value: certificateSafe(certificates, privateKey === undefined, alias) }]
  if (privateKey !== undefined) safes.push({ value: await keySafe(privateKey, secret, alias) })
  const authenticatedSafe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: safes.map(({ value }, index) => ({ privacyMode: index === 0 ? 1 : 0, value })),
    },
  })
  await authenticatedSafe.makeInternalValues({
    safeContents: safes.map((_, index) => (index === 0 ? { password: secret, ...PROTECTION } : {})),
  })
  const pfx = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } })
  await pfx.makeInternalValues({
    password: secret,
    iterations: PROTECTION.iterationCount,
    pbkdf2HashAlgorithm: PROTECTION.hmacHashAlgorithm,
    hmacHashAlgorithm: PROTECTION.hmacHashAlgorithm,
  })
  return new Uint8Array(pfx.toSchema().toBER())
}

function certificateSafe(
  certificates: readonly Uint8Array[],
  areTrusted: boolean,
  alias: string,
): pkijs.SafeContents {
  const safeBags = certificates.map((der, index) => {
    const name = areTrusted && certificates.length > 1 ? `${alias}-${index + 1}` : alias
    const bagAttributes = areTrusted
      ? [friendlyName(name), trustedKeyUsage()]
      : index === 0
        ? [friendlyName(name), localKeyId()]
        : []
    return new pkijs.SafeBag({
      bagId: OID.certBag,
      bagValue: new pkijs.CertBag({
        certId: OID.x509Certificate,
        certValue: new asn1js.OctetString({ valueHex: bufferOf(der) }),
      }),
      // SET SIZE (1..MAX) would be empty otherwise.
      ...(bagAttributes.length > 0 ? { bagAttributes } : {}),
    })
  })
  return new pkijs.SafeContents({ safeBags })
}

/** pkijs would parse and write the key again; encrypted as octets it stays what it was. */
async function keySafe(
  privateKey: Uint8Array,
  password: ArrayBuffer,
  alias: string,
): Promise<pkijs.SafeContents> {
  const encrypted = new pkijs.EncryptedData()
  await encrypted.encrypt({
    password,
    ...PROTECTION,
    contentToEncrypt: bufferOf(privateKey),
  })
  const { contentEncryptionAlgorithm, encryptedContent } = encrypted.encryptedContentInfo
  const bagValue = new pkijs.PKCS8ShroudedKeyBag({
    encryptionAlgorithm: contentEncryptionAlgorithm,
    ...(encryptedContent === undefined ? {} : { encryptedData: encryptedContent }),
  })
  const bag = new pkijs.SafeBag({
    bagId: OID.shroudedKeyBag,
    bagValue,
    bagAttributes: [friendlyName(alias), localKeyId()],
  })
  return new pkijs.SafeContents({ safeBags: [bag] })
}

function friendlyName(name: string): pkijs.Attribute {
  return new pkijs.Attribute({
    type: OID.friendlyName,
    values: [new asn1js.BmpString({ value: name })],
  })
}

/** Ties the key to its certificate (RFC 7292 §4.2); a store has one of each, so any octets do. */
function localKeyId(): pkijs.Attribute {
  return new pkijs.Attribute({
    type: OID.localKeyId,
    values: [new asn1js.OctetString({ valueHex: bufferOf(Uint8Array.of(1)) })],
  })
}

function trustedKeyUsage(): pkijs.Attribute {
  return new pkijs.Attribute({
    type: OID.trustedKeyUsage,
    values: [new asn1js.ObjectIdentifier({ value: OID.anyExtendedKeyUsage })],
  })
}
