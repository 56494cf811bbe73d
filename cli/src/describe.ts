import {
  keyAlgorithmName,
  nameToString,
  OID,
  purposeOid,
  serialNumberToHex,
  type Certificate,
  type ExtendedKeyUsage,
  type GeneralName,
} from '@certman/x509'
import { fingerprint, withColons } from './cryptography.ts'

const PURPOSES: readonly ExtendedKeyUsage[] = [
  'serverAuth',
  'clientAuth',
  'codeSigning',
  'emailProtection',
  'timeStamping',
  'ocspSigning',
]

const PURPOSE_NAMES: ReadonlyMap<string, string> = new Map(
  PURPOSES.map((purpose) => [purposeOid(purpose), purpose]),
)

const DAY_MS = 86_400_000

/** A certificate as `cert inspect` shows it; names are those of the API where it has them. */
export function describe(certificate: Certificate, now: number): object {
  const { decoded, notBefore, notAfter } = certificate
  const names = decoded.subjectAltName ?? []
  const { basicConstraints, authorityKeyIdentifier, subjectKeyIdentifier } = decoded
  return {
    subject: nameToString(certificate.subject),
    issuer: nameToString(certificate.issuer),
    serial_number: serialNumberToHex(certificate.serialNumber),
    valid_from: notBefore.toISOString(),
    valid_to: notAfter.toISOString(),
    days_left: Math.floor((notAfter.getTime() - now) / DAY_MS),
    san_dns: valuesOf(names, 'dns'),
    san_ip: valuesOf(names, 'ip'),
    ...givenOnly({
      san_email: valuesOf(names, 'email'),
      san_uri: valuesOf(names, 'uri'),
    }),
    key_algorithm: keyAlgorithmName(certificate.publicKey),
    signature_algorithm: certificate.signatureAlgorithm,
    is_ca: basicConstraints?.ca === true,
    ...(basicConstraints?.ca === true ? { path_length: basicConstraints.pathLength ?? null } : {}),
    key_usage: decoded.keyUsage ?? [],
    extended_key_usage: (decoded.extendedKeyUsage ?? []).map(
      (oid) => PURPOSE_NAMES.get(oid) ?? oid,
    ),
    subject_key_identifier: subjectKeyIdentifier ? withColons(subjectKeyIdentifier) : null,
    authority_key_identifier: authorityKeyIdentifier?.keyIdentifier
      ? withColons(authorityKeyIdentifier.keyIdentifier)
      : null,
    ...givenOnly({
      crl_urls: crlUrls(certificate),
      ocsp_urls: accessUrls(certificate, OID.ocsp),
      issuer_urls: accessUrls(certificate, OID.caIssuers),
    }),
    fingerprint_sha256: fingerprint(certificate.der),
  }
}

/** Where lists of revoked certificates are to be had (RFC 5280 §4.2.1.13). */
export function crlUrls({ decoded }: Certificate): readonly string[] {
  return (decoded.cRLDistributionPoints ?? []).flatMap(({ fullName = [] }) =>
    valuesOf(fullName, 'uri'),
  )
}

/** Where a responder is, or the issuer's certificate (RFC 5280 §4.2.2.1). */
export function accessUrls({ decoded }: Certificate, method: string): readonly string[] {
  const named = (decoded.authorityInfoAccess ?? []).filter((access) => access.method === method)
  return valuesOf(
    named.map(({ location }) => location),
    'uri',
  )
}

function valuesOf(
  names: readonly GeneralName[],
  type: 'dns' | 'ip' | 'email' | 'uri',
): readonly string[] {
  return names.flatMap((name) => (name.type === type ? [name.value] : []))
}

function givenOnly(lists: Readonly<Record<string, readonly string[]>>): object {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))
}
