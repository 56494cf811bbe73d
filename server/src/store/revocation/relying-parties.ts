import type { AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Revocation } from '../../pki/revocation.ts'
import type { Validity } from '../../pki/validity.ts'

/**
 * One of the lists of a CA: shard 0 of a CA with one full list, 1 … N of a CA with N shards. A revocation reserves the
 * next number of its shard in its own transaction, which makes the shard dirty: the list that tells of it has that number
 * or a higher one.
 */
export interface Shard {
  readonly authorityId: Uuid
  readonly shard: number
}

export interface ShardState extends Shard {
  /** The highest number reserved. */
  readonly wantedNumber: number
  /** 0: never published. */
  readonly publishedNumber: number
  /** Of the published list, milliseconds; null: never published. */
  readonly thisUpdate: number | null
  readonly nextUpdate: number | null
  /** thisUpdate of the list before the published one; null: there was none. */
  readonly formerUpdate: number | null
}

export interface PublishedList extends ShardState {
  readonly der: Uint8Array
}

/** Octets that stand in two lists of a shard: `from` to `to` of the list `number`, and from `at` on in another one. */
export interface SharedOctets {
  readonly number: number
  readonly from: number
  readonly to: number
  readonly at: number
}

/** Revocations in columns, so that a million of them cross threads as a few buffers. */
export interface RevocationChanges {
  readonly count: number
  /** One serial number per slot of 20 octets, right-aligned; the leading zeros are not part of it. */
  readonly serialNumbers: Uint8Array
  /** Milliseconds; NaN: released from hold, or otherwise no longer revoked: leaves the list. */
  readonly revokedAt: Float64Array
  /** CRLReason codes (pki/revocation); 0 where released. */
  readonly reasons: Uint8Array
  /** Where the next page begins; undefined after the last one. */
  readonly next: { readonly number: number; readonly seq: number } | undefined
}

export interface RevocationListStore {
  shards(authorityId: Uuid): Promise<readonly ShardState[]>
  published(authorityId: Uuid, shard: number): Promise<PublishedList | undefined>
  /**
   * Never published, dirty, past half of their life, or signed by a clock that was set back since; those of revoked and expired
   * CAs too, while anything of theirs lives. Those that somebody is at work on come last.
   * @param which `unattended`, the default: of CAs without passphrase, since the others would stand in front for ever
   */
  due(now: number, limit: number, which?: 'unattended' | 'all'): Promise<readonly ShardState[]>
  /**
   * Takes the lease on a shard and reserves the number of the list to come, max(last + 1, now), in one write: whatever is
   * revoked afterwards gets a higher number. The holder of a lease may begin again. On SQLite a server that opens frees all
   * leases: whoever was publishing is dead. @returns undefined while somebody else holds the lease; `previous` is what is
   * published, which under the lease nobody replaces
   */
  begin(
    shard: { readonly authorityId: Uuid; readonly shard: number },
    lease: { readonly holder: string; readonly now: number; readonly until: number },
  ): Promise<{ readonly number: number; readonly previous: ShardState | undefined } | undefined>
  /**
   * Changes with `after` < (number, seq) and number < `before`, in that order; at most `limit` a page. Besides those, what was
   * revoked earlier and changed once more since, so that no list lacks it. Certificates that were revoked after their end are
   * left out: no list needs them.
   */
  changes(
    shard: { readonly authorityId: Uuid; readonly shard: number },
    range: {
      readonly after: { readonly number: number; readonly seq: number }
      readonly before: number
    },
    limit: number,
  ): Promise<RevocationChanges>
  /**
   * Serial numbers (20-octet slots) of revoked certificates that expired in [from, to), or before and were changed since: what
   * leaves the list that follows one of thisUpdate `to` whose own forerunner was of `from`.
   */
  lapsed(
    shard: { readonly authorityId: Uuid; readonly shard: number },
    range: { readonly from: number; readonly to: number },
  ): Promise<Uint8Array>
  /** Only by the holder of the lease, and only upwards. */
  publish(
    list: {
      readonly authorityId: Uuid
      readonly shard: number
      readonly number: number
      readonly thisUpdate: number
      readonly nextUpdate: number
      readonly der: Uint8Array
      /** With the list published before it: those are not written again. */
      readonly shared?: SharedOctets | undefined
    },
    holder: string,
  ): Promise<'published' | 'leaseLost'>
}

/** The delegated OCSP responder of a CA (RFC 6960 §4.2.2.2). */
export interface StoredResponder {
  readonly authorityId: Uuid
  /** The certificate's id; also what the sealed key is bound to. */
  readonly certificateId: Uuid
  readonly serialNumber: string
  readonly certificate: Uint8Array
  readonly keyHash: Uint8Array
  readonly sealedKey: Uint8Array
  readonly version: number
  readonly validity: Validity
  readonly createdAt: number
}

export interface SealedResponderKey {
  readonly certificateId: Uuid
  readonly sealedKey: Uint8Array
  /** Grows with every re-seal. */
  readonly version: number
}

export interface ResponderStore {
  /** The newest one that is valid now; else the newest. */
  current(authorityId: Uuid): Promise<StoredResponder | undefined>
  /** Kept beside the CA's other certificates, so that its serial number is never used again. */
  record(
    responder: StoredResponder,
    audit: readonly AuditEvent[],
  ): Promise<'recorded' | 'serialTaken'>
  /** For the rotation of the master key (SecretStore.replaceAll). */
  allSealedKeys(): Promise<readonly SealedResponderKey[]>
}

export type CertificateStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly revocation: Revocation }
  /** Never issued; an intent alone counts as never issued, unless it was revoked. */
  | { readonly kind: 'unknown' }

export interface StatusChange {
  readonly authorityId: Uuid
  readonly serialNumber: string
}

/**
 * Statuses, and the feed of their changes by which instances know what to forget. An instance may answer from memory only
 * within the lease that its last poll gave.
 */
export interface StatusStore {
  /** By serial number, upper-case hexadecimal. */
  find(authorityId: Uuid, serialNumber: string): Promise<CertificateStatus>
  /**
   * What changed after `position`. Acknowledges that this instance has heard of all up to `position` (undefined: it remembers
   * nothing) and renews its lease: so after changes it is best polled again at once, since others wait for the acknowledgement.
   * `reset`: the position is too old or unknown; forget everything.
   */
  poll(
    instance: string,
    position: number | undefined,
  ): Promise<{
    readonly position: number
    readonly changes: readonly StatusChange[]
    readonly reset: boolean
  }>
  /**
   * Resolves when every other instance whose lease lives has acknowledged everything committed until now, or its lease ran out.
   * What this instance remembers, the caller makes it forget.
   */
  settled(instance: string): Promise<void>
  /** How long a poll entitles to answer from memory, milliseconds, counted from before the poll. */
  readonly leaseMilliseconds: number
  /** Ends this instance's lease, so that nobody waits for it. */
  leave(instance: string): Promise<void>
}
