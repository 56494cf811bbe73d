import type { Uuid } from '../pki/identifier.ts'

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

/** The addresses that stand in whatever this CA issues. */
export function addressesOf(baseUrl: string, issuerId: Uuid): PublishedAddresses {
  return {
    crlUrls: [`${baseUrl}/crl/${issuerId}.crl`],
    ocspUrls: [`${baseUrl}/ocsp/${issuerId}`],
    caIssuersUrls: [`${baseUrl}/ca/${issuerId}.crt`],
  }
}
