import type { Uuid } from '../pki/identifier.ts'
import type { PublishedList, RevocationListStore } from '../store/relying-parties.ts'

/** Octets of lists that are kept: one of three million entries, or thousands of short ones. */
const MAX_OCTETS = 128 * 1024 * 1024

/**
 * The published lists that were asked for last. Each request reads the list's number from the store, which is cheap, and the
 * octets only when that number is not the one at hand: a long list is not read anew for everybody who fetches it, and nobody
 * gets a former one.
 */
export class ListMemory {
  readonly #lists: Pick<RevocationListStore, 'shards' | 'published'>
  readonly #kept = new Map<string, PublishedList>()
  #octets = 0

  constructor(lists: Pick<RevocationListStore, 'shards' | 'published'>) {
    this.#lists = lists
  }

  async published(authorityId: Uuid, shard: number): Promise<PublishedList | undefined> {
    const name = `${authorityId} ${shard}`
    const state = (await this.#lists.shards(authorityId)).find((one) => one.shard === shard)
    const kept = this.#kept.get(name)
    if (kept !== undefined && kept.publishedNumber === state?.publishedNumber) return kept
    this.#forget(name)
    if (state === undefined) return undefined
    const list = await this.#lists.published(authorityId, shard)
    if (list !== undefined) this.#keep(name, list)
    return list
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
