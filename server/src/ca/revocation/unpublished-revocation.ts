import { findRevoked, parseRevocationList, serialNumberFromHex } from '@certman/x509'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import { Problem } from '../../pki/problem.ts'
import type { Revocation, RevocationReason } from '../../pki/revocation.ts'
import { shardOf } from '../../pki/shard.ts'
import type { ReservedNumber } from '../../store/revocation/revocation-outcome.ts'
import type { CaDependencies } from '../dependencies.ts'

/**
 * Of a protected CA nobody signs a list but who brings the passphrase. Where the call that revoked recorded it and came no
 * further (it was killed, the database went away, somebody else held the list), the same call made again ends it.
 * @returns the list that is to tell of a revocation; undefined when the published one does, or another revocation is asked for
 */
export async function listLacking(
  { store, listMemory }: Pick<CaDependencies, 'store' | 'listMemory'>,
  authority: CertificateAuthority,
  revoked: { readonly serialNumber: string; readonly revocation: Revocation },
  wanted: RevocationReason,
): Promise<ReservedNumber | undefined> {
  const { reason } = revoked.revocation
  if (!authority.hasPassphrase || reason !== wanted) return undefined
  const serialNumber = serialNumberFromHex(revoked.serialNumber)
  const shard = shardOf(serialNumber, authority.shards)
  const shards = await store.revocationLists.shards(authority.id)
  const state = shards.find((each) => each.shard === shard)
  // Not dirty: whatever the list lacks, it lacks for good, as what had ended before it was revoked.
  if (state === undefined || state.wantedNumber <= state.publishedNumber) return undefined
  const published = await listMemory.publishedAs(state)
  const entry =
    published && findRevoked(parseRevocationList(published.der, { unchanging: true }), serialNumber)
  return entry?.reason === reason ? undefined : { shard, number: state.wantedNumber }
}

/** Refused, since whoever is told "revoked" can see it: OCSP says so by now, but the list does not. */
export function unpublished(): Problem {
  return new Problem(
    'unavailable',
    'the revocation is recorded and OCSP says so, but the revocation list could not be published; send the same request again, or use certman-server ca publish-crl',
    { retryAfterSeconds: 5 },
  )
}
