import type { Uuid } from './identifier.ts'
import type { Revocation } from './revocation.ts'
import type { Validity } from './validity.ts'

/** Root, intermediate, intermediate: depth 0 to 2. */
export const MAX_AUTHORITY_DEPTH = 2

export interface CertificateAuthority {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly parentId: Uuid | null
  readonly name: string
  readonly commonName: string
  readonly organization: string | null
  readonly organizationalUnit: string | null
  readonly country: string | null
  readonly state: string | null
  readonly locality: string | null
  /** As in the contract: `ECDSA-P384`. */
  readonly keyAlgorithm: string
  /** The CA's current certificate, DER. */
  readonly certificate: Uint8Array
  /** Upper-case hexadecimal, even length, no sign octet. */
  readonly serialNumber: string
  readonly validity: Validity
  readonly createdAt: number
  readonly hasPassphrase: boolean
  readonly depth: number
  /** null: unlimited. */
  readonly pathLength: number | null
  /** 1: one full revocation list, shard 0; N > 1: the shards 1 … N share its certificates. */
  readonly shards: number
  readonly revocation: Revocation | null
}

/** A CA with all that stands above it, itself first, the root last. */
export type AuthorityPath = readonly [CertificateAuthority, ...CertificateAuthority[]]

/** @returns why this CA cannot sign now, as a sentence for the caller, or undefined when it can */
export function whyUnusable(path: AuthorityPath, now: number): string | undefined {
  for (const [height, authority] of path.entries()) {
    const which =
      height === 0
        ? 'this certificate authority'
        : `the certificate authority "${authority.name}" above it`
    if (authority.revocation) return `${which} is revoked; issue from another one`
    if (authority.validity.notAfter <= now)
      return `${which} has expired; renew it or issue from another one`
  }
  return undefined
}
