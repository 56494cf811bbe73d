import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { PublishedList } from '../../store/revocation/relying-parties.ts'
import type { RememberedAnswer } from './ocsp-memory.ts'

/** What anybody may ask of a CA without a credential: certificates, lists and statuses. */
export interface RelyingParties {
  /** Also of revoked and expired CAs. */
  authority(id: Uuid): Promise<CertificateAuthority | undefined>
  /** DER, from the CA itself up to the root. */
  chain(id: Uuid): Promise<readonly Uint8Array[] | undefined>
  /** Shard 0 is the one full list; undefined when there is no such CA or shard, or nothing is published yet. */
  list(id: Uuid, shard: number): Promise<PublishedList | undefined>
  /** The shards of a CA: [0], or [1, …, N]; undefined when there is no such CA. */
  shards(id: Uuid): Promise<readonly number[] | undefined>
  /**
   * Answers an OCSP request (RFC 6960); always with an OCSP answer, also when it refuses.
   * @param authorityId the CA of the address, or undefined for any of ours
   * @param names under which the same question may come again, for `recall`
   */
  answerOcsp(
    request: Uint8Array,
    authorityId: Uuid | undefined,
    names: readonly string[],
  ): Promise<OcspAnswer>
  /** An answer that was given before and still holds. Synchronous and cheap: it comes first on the way of a request. */
  recall(name: string): RememberedAnswer | undefined
}

export type OcspAnswer =
  /** Signed, about one certificate, without nonce: HTTP may cache it (RFC 5019 §6). */
  | ({ readonly kind: 'cacheable' } & RememberedAnswer)
  | { readonly kind: 'single'; readonly der: Uint8Array }
