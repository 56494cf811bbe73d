import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { isListDue, isPastHalf } from '../../pki/revocation-policy.ts'
import { PUBLICATION_STATES } from '../../pki/publication-state.ts'
import type { PublicationState } from '../../pki/publication-state.ts'
import type { Validity } from '../../pki/validity.ts'
import type { ShardState } from '../../store/revocation/relying-parties.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { visiblePath } from '../authorities/manage-authority.ts'
import { addressesOf, listUrl } from './publication.ts'

export interface PublishedList {
  readonly shard: number
  readonly url: string
  /** 0: never published. */
  readonly number: number
  readonly thisUpdate: number | null
  readonly nextUpdate: number | null
  readonly octets: number
  readonly state: PublicationState
}

export interface PublishedResponder {
  readonly serialNumber: string
  readonly validity: Validity
  readonly createdAt: number
  readonly state: PublicationState
}

export interface Published {
  readonly state: PublicationState
  readonly lists: readonly PublishedList[]
  readonly responder: PublishedResponder | null
  readonly ocspUrl: string
  readonly certificateUrl: string
  /** Whether the operator chose the address; CA certificates carry addresses only then. */
  readonly isConfigured: boolean
}

type PublishedDependencies = Pick<CaDependencies, 'store' | 'clock' | 'publication'>

/** What relying parties find of a CA, as it is recorded; `checkPublication` looks whether they do. */
export async function published(
  deps: PublishedDependencies,
  act: Act,
  id: Uuid,
): Promise<Published> {
  const [authority] = await visiblePath(deps, act, id)
  const { store, clock, publication } = deps
  const baseUrl = publication.baseUrl()
  const [shards, sizes, current] = await Promise.all([
    store.revocationLists.shards(id),
    store.authorityRequests.listSizes(id),
    store.responders.current(id),
  ])
  const now = clock.now()
  const octets = new Map(sizes.map((size) => [size.shard, size.octets]))
  const lists = shards.map((shard) => ({
    shard: shard.shard,
    url: listUrl(baseUrl, id, shard.shard),
    number: shard.publishedNumber,
    thisUpdate: shard.thisUpdate,
    nextUpdate: shard.nextUpdate,
    octets: octets.get(shard.shard) ?? 0,
    state: stateOfList(authority, shard, now),
  }))
  const responder = current
    ? {
        serialNumber: current.serialNumber,
        validity: current.validity,
        createdAt: current.createdAt,
        state: stateOfLife(authority, current.validity, now),
      }
    : null
  const { ocspUrls, caIssuersUrls } = addressesOf(baseUrl, id, 0)
  return {
    state: worst([...lists.map(({ state }) => state), responder?.state ?? 'missing']),
    lists,
    responder,
    ocspUrl: ocspUrls[0] ?? '',
    certificateUrl: caIssuersUrls[0] ?? '',
    isConfigured: publication.isConfigured,
  }
}

/** Of all lists of a CA as one, for lists of CAs. */
export async function publicationStateOf(
  { store, clock }: Pick<CaDependencies, 'store' | 'clock'>,
  authority: CertificateAuthority,
): Promise<{ readonly state: PublicationState; readonly nextUpdate: number | null }> {
  const shards = await store.revocationLists.shards(authority.id)
  const ends = shards.flatMap(({ nextUpdate }) => (nextUpdate === null ? [] : [nextUpdate]))
  return {
    state: worst(shards.map((shard) => stateOfList(authority, shard, clock.now()))),
    nextUpdate: ends.length === 0 ? null : Math.min(...ends),
  }
}

function stateOfList(
  authority: CertificateAuthority,
  shard: ShardState,
  now: number,
): PublicationState {
  if (shard.thisUpdate === null || shard.nextUpdate === null) return 'missing'
  if (shard.nextUpdate <= now) return 'expired'
  if (!isListDue(shard, now)) return 'current'
  return authority.hasPassphrase ? 'waiting' : 'due'
}

function stateOfLife(
  authority: CertificateAuthority,
  { notBefore, notAfter }: Validity,
  now: number,
): PublicationState {
  if (notAfter <= now) return 'expired'
  if (!isPastHalf({ from: notBefore, to: notAfter }, now)) return 'current'
  return authority.hasPassphrase ? 'waiting' : 'due'
}

function worst(states: readonly PublicationState[]): PublicationState {
  return states.reduce<PublicationState>(
    (worse, state) =>
      PUBLICATION_STATES.indexOf(state) > PUBLICATION_STATES.indexOf(worse) ? state : worse,
    'current',
  )
}
