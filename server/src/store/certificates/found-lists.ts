import type { Uuid } from '../../pki/identifier.ts'
import type { Connection } from '../connection.ts'
import type { CertificateFilter, CertificateOrder } from './certificate-store.ts'

/** What a search found, in the order of the list. */
export interface FoundList {
  readonly seqs: readonly number[]
  /** false: only the first of them. */
  readonly complete: boolean
}

interface KeptList extends FoundList {
  readonly at: number
  readonly version: number
}

const KEPT_MILLISECONDS = 10_000
const MOST_LISTS = 16

/** The last searches of one connection: whoever pages through one does not search anew for every page. */
export class FoundLists {
  readonly #kept = new Map<string, KeptList>()
  /** Of the database; never equal to itself where it is unknown. */
  version = NaN

  /** What is still exactly so, since nothing was written. */
  unchanged(key: string): FoundList | undefined {
    const list = this.#kept.get(key)
    return list?.version === this.version ? list : undefined
  }

  /** What was so within the last ten seconds. */
  recent(key: string): FoundList | undefined {
    const list = this.#kept.get(key)
    const isRecent = list && performance.now() - list.at < KEPT_MILLISECONDS
    return isRecent ? list : this.unchanged(key)
  }

  keep(key: string, list: FoundList): FoundList {
    this.#kept.delete(key)
    this.#kept.set(key, { ...list, at: performance.now(), version: this.version })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_LISTS && oldest !== undefined) this.#kept.delete(oldest)
    return list
  }
}

/** They live as long as their connection. */
const LISTS = new WeakMap<Connection, FoundLists>()

/** The lists of a connection, told whether anybody has written since. PostgreSQL does not say: there, somebody has. */
export async function foundBefore(connection: Connection): Promise<FoundLists> {
  const lists = LISTS.get(connection) ?? new FoundLists()
  LISTS.set(connection, lists)
  lists.version = connection.dialect === 'sqlite' ? await dataVersion(connection) : NaN
  return lists
}

async function dataVersion(connection: Connection): Promise<number> {
  const { rows } = await connection.query('pragma data_version', [])
  return Number(rows[0]?.['data_version'])
}

/** "Within N days" moves with every request; a list that may be ten seconds old may as well be of ten seconds ago. */
export function listKey(
  authorityIds: readonly Uuid[] | undefined,
  filter: CertificateFilter,
  order?: CertificateOrder,
): string {
  const coarse = (time: number | undefined): number | undefined =>
    time === undefined ? undefined : Math.floor(time / KEPT_MILLISECONDS)
  return JSON.stringify([
    authorityIds?.toSorted(),
    filter.status,
    filter.search,
    filter.createdFrom,
    filter.createdTo,
    coarse(filter.expiresAfter),
    coarse(filter.expiresUntil),
    filter.searchIn,
    filter.digits,
    filter.replaced,
    filter.keyAlgorithm,
    filter.channel,
    order?.by,
    order?.descending,
  ])
}
