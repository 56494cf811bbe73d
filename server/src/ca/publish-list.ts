import {
  lintRevocationListTbs,
  parseCertificate,
  parseRevocationList,
  signRevocationList,
  verifyRevocationList,
  type Certificate,
  type Signer,
} from '@certman/x509'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { Problem } from '../pki/problem.ts'
import { isFromFuture, listLifeOf } from '../pki/revocation-policy.ts'
import type { PublishedList, RevocationChanges, ShardState } from '../store/relying-parties.ts'
import { listPublished } from '../telemetry/events.ts'
import { buildListAside } from './build-list-aside.ts'
import type { ListInput } from './build-list.ts'
import type { CaDependencies } from './dependencies.ts'
import { listUrl } from './publication.ts'

/** How long one publisher may take before another one tries. */
const LEASE_MILLISECONDS = 60_000
const PAGE = 50_000

type PublishDependencies = Pick<
  CaDependencies,
  'store' | 'verify' | 'clock' | 'publication' | 'revocationPolicy' | 'instanceName' | 'telemetry'
>

type Shard = Pick<ShardState, 'authorityId' | 'shard'>

/**
 * Signs and publishes the next list of one shard. Its number is reserved first, so that whatever is revoked while it is being
 * made gets a higher one and makes the shard dirty again.
 *
 * @returns the number published, or undefined while another instance is at it
 */
export async function publishList(
  deps: PublishDependencies,
  authority: CertificateAuthority,
  shard: Shard,
  signer: Signer,
): Promise<number | undefined> {
  const now = deps.clock.now()
  const begun = await deps.store.revocationLists.begin(shard, {
    holder: deps.instanceName,
    now,
    until: now + LEASE_MILLISECONDS,
  })
  if (begun === undefined) return undefined
  const { number } = begun
  const previous = trusted(begun.previous, now)
  const thisUpdate = Math.floor(now / 1000) * 1000
  const nextUpdate = thisUpdate + listLifeOf(deps.revocationPolicy, authority)
  const issuer = parseCertificate(authority.certificate)
  const input: ListInput = {
    issuer: authority.certificate,
    previous: previous?.der,
    previousVerified: isOurs(deps, previous?.der, issuer),
    changes: await changesSince(deps, shard, previous, number),
    lapsed: await lapsedSince(deps, shard, previous, now),
    number,
    thisUpdate,
    nextUpdate,
    distributionPointUrl:
      shard.shard === 0
        ? undefined
        : listUrl(deps.publication.baseUrl(), authority.id, shard.shard),
  }
  // Its entries were linted where it was built.
  const linted = lintRevocationListTbs(await buildListAside(input), issuer, {
    entriesVerified: true,
  })
  const der = await signRevocationList(linted, signer)
  // Nothing is published that a relying party could not verify.
  if (!verifyRevocationList(parseRevocationList(der), issuer, deps.verify)) {
    throw new Problem(
      'internal',
      `the signature of a new revocation list of ${authority.id} does not verify`,
    )
  }
  const list = { ...shard, number, thisUpdate, nextUpdate, der }
  const outcome = await deps.store.revocationLists.publish(list, deps.instanceName)
  if (outcome === 'leaseLost') return undefined
  listPublished(deps.telemetry, { authorityId: authority.id, shard: shard.shard, number })
  return number
}

/** What lies in the database is believed for its signature. */
function isOurs(
  { verify }: Pick<CaDependencies, 'verify'>,
  list: Uint8Array | undefined,
  issuer: Certificate,
): boolean {
  return list !== undefined && verifyRevocationList(parseRevocationList(list), issuer, verify)
}

/**
 * From a list that a clock ahead of ours made, entries may have left whose certificates live: it is made anew from all that is
 * recorded.
 */
function trusted(previous: PublishedList | undefined, now: number): PublishedList | undefined {
  return isFromFuture(previous?.thisUpdate ?? 0, now) ? undefined : previous
}

async function changesSince(
  { store }: PublishDependencies,
  shard: Shard,
  previous: PublishedList | undefined,
  before: number,
): Promise<readonly RevocationChanges[]> {
  const pages: RevocationChanges[] = []
  let after: RevocationChanges['next'] = {
    number: previous?.publishedNumber ?? -1,
    seq: Number.MAX_SAFE_INTEGER,
  }
  while (after !== undefined) {
    const page: RevocationChanges = await store.revocationLists.changes(
      shard,
      { after, before },
      PAGE,
    )
    pages.push(page)
    after = page.next
  }
  return pages
}

/**
 * An expired certificate stays on one more list, then leaves (RFC 5280 §3.3): so the ones that leave now had expired when the
 * list before was made. Those that had expired before that left with it.
 */
async function lapsedSince(
  { store }: PublishDependencies,
  shard: Shard,
  previous: PublishedList | undefined,
  now: number,
): Promise<Uint8Array> {
  if (previous === undefined || previous.thisUpdate === null) return new Uint8Array()
  const { thisUpdate, formerUpdate } = previous
  // After a clock was set back: the list was made anew, with everything that had expired before.
  const from = formerUpdate === null || formerUpdate > thisUpdate ? 0 : formerUpdate
  return store.revocationLists.lapsed(shard, { from, to: Math.min(thisUpdate, now) })
}
