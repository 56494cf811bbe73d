import type { Uuid } from '../../pki/identifier.ts'
import type {
  PublishedList,
  RevocationListStore,
  ShardState,
} from '../../store/revocation/relying-parties.ts'

/** Octets of lists that are kept: one of two million entries, or thousands of short ones. */
const MAX_OCTETS = 128 * 1024 * 1024

/**
 * The published lists that were asked for or made last. Each request reads the list's number from the store, which is cheap,
 * and the octets only when that number is not the one at hand: a long list is not read anew for everybody who fetches it, nor
 * to make the next one, and nobody gets a former one.
 */
export class ListMemory {
  readonly #lists: Pick<RevocationListStore, 'shards' | 'published'>
  readonly #kept = new Map<string, PublishedList>()
  /** Octets whose signature was found to be ours. */
  readonly #ours = new WeakSet<Uint8Array>()
  #octets = 0

  constructor(lists: Pick<RevocationListStore, 'shards' | 'published'>) {
    this.#lists = lists
  }

  async published(authorityId: Uuid, shard: number): Promise<PublishedList | undefined> {
    const state = (await this.#lists.shards(authorityId)).find((one) => one.shard === shard)
    return state && this.publishedAs(state)
  }

  /** The list that a state, read just now, speaks of; or a later one. */
  async publishedAs(state: ShardState): Promise<PublishedList | undefined> {
    const name = nameOf(state)
    const kept = this.#kept.get(name)
    if (kept !== undefined && kept.publishedNumber === state.publishedNumber) return kept
    this.#forget(name)
    const list = await this.#lists.published(state.authorityId, state.shard)
    if (list !== undefined) this.#keep(name, list)
    return list
  }

  /** Remembers a list that this instance has just published, and verified before. */
  keep(list: PublishedList): void {
    this.#ours.add(list.der)
    this.#keep(nameOf(list), list)
  }

  /**
   * Whether a list is ours: what lies in the database is believed for its signature, which is looked at once.
   * @param verify looks at it
   */
  isOurs({ der }: PublishedList, verify: (der: Uint8Array) => boolean): boolean {
    if (this.#ours.has(der)) return true
    if (!verify(der)) return false
    this.#ours.add(der)
    return true
  }

  #keep(name: string, list: PublishedList): void {
    this.#forget(name)
    this.#kept.set(name, list)
    this.#octets += list.der.length
    // The one kept longest makes room; Maps keep the order of insertion.
    for (const oldest of this.#kept.keys()) {
      if (this.#octets <= MAX_OCTETS) return
      this.#forget(oldest)
    }
  }

  #forget(name: string): void {
    this.#octets -= this.#kept.get(name)?.der.length ?? 0
    this.#kept.delete(name)
  }
}

function nameOf({ authorityId, shard }: ShardState): string {
  return `${authorityId} ${shard}`
}
