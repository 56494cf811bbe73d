import type { Uuid } from '../../pki/identifier.ts'
import type { Validity } from '../../pki/validity.ts'

/** A CA's own certificate as its issuer (itself for a root) must remember it: the serial number is the issuer's. */
export interface AuthorityCertificate {
  readonly certificateId: Uuid
  readonly issuerId: Uuid
  readonly serialNumber: string
  /** Of the issuer's revocation lists. */
  readonly shard: number
  readonly keyHash: Uint8Array
  readonly certificate: Uint8Array
  readonly validity: Validity
  readonly createdAt: number
  /** None of our CAs issued it: of the one that it is kept with, it is no certificate that OCSP would call good. */
  readonly isForeign?: boolean | undefined
}

export interface SealedAuthorityKey {
  readonly authorityId: Uuid
  readonly sealedKey: Uint8Array
  /** Grows with every re-seal; a cache of an opened key is good for one version only. */
  readonly version: number
}
