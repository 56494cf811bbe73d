import {
  buildAuthorityTbs,
  buildRootTbs,
  lintTbs,
  parseCertificate,
  prepareIssuer,
  serialNumberToHex,
  type Name,
  type PublicKey,
  type Signer,
} from '@certman/x509'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { newSerialNumber } from '../../pki/serial-number.ts'
import { shardOf } from '../../pki/shard.ts'
import type { Validity } from '../../pki/validity.ts'
import type { AuthorityCertificate } from '../../store/authorities/authority-record.ts'
import type { CaDependencies } from '../dependencies.ts'
import { refusingLint } from '../prepare.ts'
import { addressesOf, NO_ADDRESSES } from '../revocation/publication.ts'
import { signVerified } from '../sign-verified.ts'

/** A CA's own certificate, as it is asked of its issuer. */
export interface AuthorityOrder {
  readonly authorityId: Uuid
  readonly subject: Name
  readonly publicKey: PublicKey
  readonly pathLength: number | null
  readonly validity: Validity
  /** Kept across renewals, so that what was issued before still chains (RFC 5280 §4.2.1.2). */
  readonly subjectKeyIdentifier?: Uint8Array | undefined
  /** How many lists the CA will have; a root's own certificate counts to one of them. */
  readonly shards: number
  /** undefined: self-signed. */
  readonly parent: CertificateAuthority | undefined
  /** Of the parent, or of the CA itself when it is a root. */
  readonly signer: Signer
}

/** Builds, lints, signs and verifies a CA certificate. It is not yet in the store when this returns. */
export async function certifyAuthority(
  deps: Pick<CaDependencies, 'random' | 'hash' | 'verify' | 'newId' | 'clock' | 'publication'>,
  order: AuthorityOrder,
): Promise<AuthorityCertificate> {
  const serialNumber = newSerialNumber(deps.random)
  const parameters = {
    serialNumber,
    subject: order.subject,
    notBefore: new Date(order.validity.notBefore),
    notAfter: new Date(order.validity.notAfter),
    publicKey: order.publicKey,
    pathLength: order.pathLength,
    ...(order.subjectKeyIdentifier ? { subjectKeyIdentifier: order.subjectKeyIdentifier } : {}),
  }
  const shard = shardOf(serialNumber, order.parent?.shards ?? order.shards)
  const tbs =
    order.parent === undefined
      ? refusingLint(() => lintTbs(buildRootTbs(parameters, deps.hash), 'self-signed', 'root'))
      : underParent(deps, order.parent, shard, parameters)
  const der = await signVerified(deps, tbs, order.signer)
  return {
    certificateId: deps.newId(),
    issuerId: order.parent?.id ?? order.authorityId,
    serialNumber: serialNumberToHex(serialNumber),
    shard,
    keyHash: deps.hash('SHA-256', order.publicKey.spki),
    certificate: der,
    validity: order.validity,
    createdAt: deps.clock.now(),
  }
}

function underParent(
  { hash, publication }: Pick<CaDependencies, 'hash' | 'publication'>,
  parent: CertificateAuthority,
  shard: number,
  parameters: Parameters<typeof buildAuthorityTbs>[1],
): ReturnType<typeof lintTbs> {
  const certificate = parseCertificate(parent.certificate)
  // A CA lives for years: it carries addresses only when the operator has chosen where they shall be.
  const addresses = publication.isConfigured
    ? addressesOf(publication.baseUrl(), parent.id, shard)
    : NO_ADDRESSES
  const tbs = buildAuthorityTbs(prepareIssuer({ certificate, ...addresses }), parameters, hash)
  return refusingLint(() => lintTbs(tbs, { certificate }, 'authority'))
}
