import {
  lintRevocationListTbs,
  parseCertificate,
  parseRevocationList,
  signRevocationList,
  verifyRevocationList,
  X509Error,
  type Certificate,
  type RevocationList,
  type Signer,
} from '@certman/x509'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import { Problem } from '../../pki/problem.ts'
import { isFromFuture, listLifeOf } from '../../pki/revocation-policy.ts'
import type {
  PublishedList,
  RevocationChanges,
  SharedOctets,
  ShardState,
} from '../../store/revocation/relying-parties.ts'
import { listPublished } from '../../telemetry/events.ts'
import { ListBuildAside } from './build-list-aside.ts'
import type { BuiltList, ListFrame } from './build-list.ts'
import type { CaDependencies } from '../dependencies.ts'
import { partitionAddresses } from './list-addresses.ts'

/** How long one publisher may take before another one tries. */
const LEASE_MILLISECONDS = 60_000
const PAGE = 50_000

type PublishDependencies = Pick<
  CaDependencies,
  | 'store'
  | 'verify'
  | 'clock'
  | 'publication'
  | 'revocationPolicy'
  | 'instanceName'
  | 'listMemory'
  | 'telemetry'
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
  const issuer = parseCertificate(authority.certificate)
  const previous = await previousOf(deps, begun.previous, issuer, now)
  const thisUpdate = Math.floor(now / 1000) * 1000
  const nextUpdate = thisUpdate + listLifeOf(deps.revocationPolicy, authority)
  using build = new ListBuildAside()
  await addChanges(deps, build, shard, { previous, before: number })
  const frame: ListFrame = {
    issuer: authority.certificate,
    previous: previous?.der,
    lapsed: await lapsedSince(deps, shard, previous, now),
    number,
    thisUpdate,
    nextUpdate,
    distributionPointUrls: await partitionAddresses(deps, shard, begun.previous),
  }
  const built = await build.finish(frame)
  const list = await signList(deps, built.tbs, issuer, signer)
  const { der } = list
  const published = { ...shard, number, thisUpdate, nextUpdate, der }
  const shared = previous && sharedOctets(previous, list, built)
  const outcome = await deps.store.revocationLists.publish(
    { ...published, shared },
    deps.instanceName,
  )
  if (outcome === 'leaseLost') return undefined
  deps.listMemory.keep({
    ...published,
    wantedNumber: number,
    publishedNumber: number,
    formerUpdate: begun.previous?.thisUpdate ?? null,
  })
  listPublished(deps.telemetry, { authorityId: authority.id, shard: shard.shard, number })
  return number
}

/** @throws Problem `internal`: nothing is published that a relying party could not verify */
async function signList(
  { verify }: PublishDependencies,
  tbs: Uint8Array,
  issuer: Certificate,
  signer: Signer,
): Promise<RevocationList> {
  // Its entries were linted where it was built.
  const linted = lintRevocationListTbs(tbs, issuer, { entriesVerified: true })
  const der = await signRevocationList(linted, signer)
  const list = parseRevocationList(der, { unchanging: true })
  if (verifyRevocationList(list, issuer, verify)) return list
  throw new Problem('internal', 'the signature of a new revocation list does not verify')
}

/** Where the entries that were taken over stand in both lists. */
function sharedOctets(
  { der, publishedNumber }: PublishedList,
  list: RevocationList,
  { kept }: BuiltList,
): SharedOctets | undefined {
  if (kept === undefined) return undefined
  const before = parseRevocationList(der, { unchanging: true })
  const start = before.encodedEntries.byteOffset - before.der.byteOffset
  const from = start + kept.from
  const at = list.encodedEntries.byteOffset - list.der.byteOffset + kept.at
  return { number: publishedNumber, from, to: start + kept.to, at }
}

/** What lies in the database is believed for its signature. */
function isOurs(
  { verify, listMemory }: PublishDependencies,
  list: PublishedList,
  issuer: Certificate,
): boolean {
  return listMemory.isOurs(list, (der) => {
    try {
      return verifyRevocationList(parseRevocationList(der, { unchanging: true }), issuer, verify)
    } catch (error) {
      if (error instanceof X509Error) return false
      throw error
    }
  })
}

/**
 * From a list that a clock ahead of ours made, entries may have left whose certificates live; and one whose signature does not
 * verify may lack any, through a disk or a hand that changed it. In place of both the list is made anew from all that is
 * recorded; in place of the second with what has expired, which then stays: too much is better than too little.
 */
async function previousOf(
  deps: PublishDependencies,
  state: ShardState | undefined,
  issuer: Certificate,
  now: number,
): Promise<PublishedList | undefined> {
  if (state === undefined || isFromFuture(state.thisUpdate ?? 0, now)) return undefined
  const list = await deps.listMemory.publishedAs(state)
  return list && isOurs(deps, list, issuer) ? list : undefined
}

/** What changed since the list before becomes entries while the next page is being read. */
async function addChanges(
  { store }: PublishDependencies,
  build: ListBuildAside,
  shard: Shard,
  { previous, before }: { readonly previous: PublishedList | undefined; readonly before: number },
): Promise<void> {
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
    after = page.next
    build.add(page)
  }
}

function isEmpty({ der }: PublishedList): boolean {
  return parseRevocationList(der, { unchanging: true }).encodedEntries.length === 0
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
  if (previous === undefined || previous.thisUpdate === null || isEmpty(previous))
    return new Uint8Array()
  const { thisUpdate, formerUpdate } = previous
  // After a clock was set back: the list was made anew, with everything that had expired before.
  const from = formerUpdate === null || formerUpdate > thisUpdate ? 0 : formerUpdate
  return store.revocationLists.lapsed(shard, { from, to: Math.min(thisUpdate, now) })
}
