import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'

/** The addresses that stand in what a CA issues into a shard. */
export type AddressesOf = (
  authorityId: Uuid,
  shard: number,
) => { readonly crlUrls: readonly string[]; readonly ocspUrls: readonly string[] }

/** One thing that relying parties fetch of a CA. */
export interface Target {
  readonly kind: 'list' | 'ocsp'
  readonly authorityId: Uuid
  readonly authorityName: string
  /** Of the CA, DER. */
  readonly certificate: Uint8Array
  readonly hasPassphrase: boolean
  /** 0 for OCSP and for a full list. */
  readonly shard: number
  readonly url: string
}

/** All of the CAs that live, revoked ones included: what they issued is asked about until it ends. */
export function targetsOf(
  authorities: readonly CertificateAuthority[],
  addressesOf: AddressesOf,
  now: number,
): readonly Target[] {
  return authorities
    .filter(({ validity }) => validity.notAfter > now)
    .flatMap((authority) => targetsOfOne(authority, addressesOf))
}

function targetsOfOne(authority: CertificateAuthority, addressesOf: AddressesOf): Target[] {
  const { id, name, certificate, hasPassphrase, shards } = authority
  const common = { authorityId: id, authorityName: name, certificate, hasPassphrase }
  const numbers = shards === 1 ? [0] : Array.from({ length: shards }, (_, index) => index + 1)
  const lists = numbers.flatMap((shard) =>
    addressesOf(id, shard).crlUrls.map((url) => ({ ...common, kind: 'list' as const, shard, url })),
  )
  const responders = addressesOf(id, numbers[0] ?? 0).ocspUrls.map((url) => ({
    ...common,
    kind: 'ocsp' as const,
    shard: 0,
    url,
  }))
  return [...responders, ...lists]
}
