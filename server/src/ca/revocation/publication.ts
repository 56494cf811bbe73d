import type { Uuid } from '../../pki/identifier.ts'

/** Where relying parties find what a CA publishes (RFC 5280 §4.2.1.13, §4.2.2.1). The path scheme is fixed for good. */
export interface Publication {
  /** Absolute base without a trailing slash; asked each time, since a port of 0 is known only after listening. */
  readonly baseUrl: () => string
  /** Whether the operator chose it. CA certificates, which live for years, carry addresses only then. */
  readonly isConfigured: boolean
}

export interface PublishedAddresses {
  readonly crlUrls: readonly string[]
  readonly ocspUrls: readonly string[]
  readonly caIssuersUrls: readonly string[]
}

export const NO_ADDRESSES: PublishedAddresses = { crlUrls: [], ocspUrls: [], caIssuersUrls: [] }

/** Shard 0 is the one full list of a CA; 1 … N are partitions. */
export function listUrl(baseUrl: string, issuerId: Uuid, shard: number): string {
  return shard === 0 ? `${baseUrl}/crl/${issuerId}.crl` : `${baseUrl}/crl/${issuerId}/${shard}.crl`
}

/** The addresses that stand in what this CA issues into a shard. */
export function addressesOf(baseUrl: string, issuerId: Uuid, shard: number): PublishedAddresses {
  return {
    crlUrls: [listUrl(baseUrl, issuerId, shard)],
    ocspUrls: [`${baseUrl}/ocsp/${issuerId}`],
    caIssuersUrls: [`${baseUrl}/ca/${issuerId}.crt`],
  }
}
