import {
  commonNameOf,
  keyAlgorithmName,
  nameToString,
  OID,
  serialNumberToHex,
  type Name,
} from '@certman/x509'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { shardOf } from '../../pki/shard.ts'
import type { AuthorityCertificate } from '../../store/authorities/authority-record.ts'
import type { CaDependencies } from '../dependencies.ts'
import { isSelfIssued, type JudgedAuthority } from './judge-authority.ts'

/** What is ours to say of a CA whose certificate was made elsewhere; the rest stands in the certificate. */
export interface Adoption {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly name: string | undefined
  readonly hasPassphrase: boolean
}

/** The rows of a CA whose certificate was made elsewhere. */
export function adoptedAuthority(
  deps: Pick<CaDependencies, 'newId' | 'hash' | 'clock'>,
  { id, workspaceId, name, hasPassphrase }: Adoption,
  judged: JudgedAuthority,
): { readonly authority: CertificateAuthority; readonly certificate: AuthorityCertificate } {
  const { certificate: parsed, parent, pathLength } = judged
  const certificate = adoptedCertificate(deps, id, judged)
  const attribute = (type: string): string | null => attributeOf(parsed.subject, type)
  const commonName = commonNameOf(parsed.subject) ?? nameToString(parsed.subject)
  const authority: CertificateAuthority = {
    id,
    workspaceId,
    parentId: parent?.id ?? null,
    name: name ?? commonName,
    commonName,
    organization: attribute(OID.organizationName),
    organizationalUnit: attribute(OID.organizationalUnitName),
    country: attribute(OID.countryName),
    state: attribute(OID.stateOrProvinceName),
    locality: attribute(OID.localityName),
    keyAlgorithm: keyAlgorithmName(parsed.publicKey),
    certificate: parsed.der,
    serialNumber: certificate.serialNumber,
    validity: certificate.validity,
    createdAt: certificate.createdAt,
    hasPassphrase,
    depth: parent === undefined ? 0 : parent.depth + 1,
    pathLength,
    shards: 1,
    revocation: null,
  }
  return { authority, certificate }
}

/** A certificate from elsewhere, as it is kept with its issuer, or with the CA itself where none of ours issued it. */
export function adoptedCertificate(
  { newId, hash, clock }: Pick<CaDependencies, 'newId' | 'hash' | 'clock'>,
  authorityId: Uuid,
  { certificate, parent }: JudgedAuthority,
): AuthorityCertificate {
  return {
    certificateId: newId(),
    issuerId: parent?.id ?? authorityId,
    serialNumber: serialNumberToHex(certificate.serialNumber),
    shard: shardOf(certificate.serialNumber, parent?.shards ?? 1),
    keyHash: hash('SHA-256', certificate.publicKey.spki),
    certificate: certificate.der,
    validity: {
      notBefore: certificate.notBefore.getTime(),
      notAfter: certificate.notAfter.getTime(),
    },
    createdAt: clock.now(),
    isForeign: parent === undefined && !isSelfIssued(certificate),
  }
}

function attributeOf(name: Name, wanted: string): string | null {
  for (const rdn of name.rdns) for (const { type, value } of rdn) if (type === wanted) return value
  return null
}
