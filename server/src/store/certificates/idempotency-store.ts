import type { Uuid } from '../../pki/identifier.ts'

export interface IdempotencyScope {
  readonly credentialId: Uuid
  /** Method and path, so that one key on two routes is two keys. */
  readonly route: string
  readonly key: string
}

export interface IdempotencyClaim extends IdempotencyScope {
  /** Keyed hash of the body, passphrase left out. */
  readonly fingerprint: string
  /** Of this very request; whoever completes the record must still hold it. */
  readonly claimId: Uuid
  readonly claimedAt: number
}

export type EarlierRequest =
  | { readonly kind: 'completed'; readonly fingerprint: string; readonly response: string }
  | { readonly kind: 'running'; readonly fingerprint: string }

export interface IdempotencyStore {
  /** undefined: the key is free (never used, expired after 24 hours, freed by a failure, or its holder is dead). */
  find(scope: IdempotencyScope, now: number): Promise<EarlierRequest | undefined>
  /** @returns how many expired records were removed (bounded per call) */
  prune(now: number): Promise<number>
}
