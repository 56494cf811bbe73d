import { describe, expect, it } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import type { PublishedList } from '../../store/revocation/relying-parties.ts'
import { ListMemory } from './list-memory.ts'

const CA = '00000000-0000-4000-8000-00000000000a' as Uuid

function listOf(shard: number, number: number, octets: number): PublishedList {
  return {
    authorityId: CA,
    shard,
    wantedNumber: number,
    publishedNumber: number,
    thisUpdate: 0,
    nextUpdate: 1,
    formerUpdate: null,
    der: new Uint8Array(octets),
  }
}

function memoryOver(lists: Map<number, PublishedList>) {
  let reads = 0
  const memory = new ListMemory({
    shards: async () => [...lists.values()],
    published: async (_id, shard) => {
      reads += 1
      return lists.get(shard)
    },
  })
  return { memory, reads: () => reads }
}

describe('the memory of published lists', () => {
  it('reads the octets once, and again when a new list was published', async () => {
    const lists = new Map([[0, listOf(0, 1, 10)]])
    const { memory, reads } = memoryOver(lists)
    await memory.published(CA, 0)
    expect(await memory.published(CA, 0)).toMatchObject({ publishedNumber: 1 })
    expect(reads()).toBe(1)
    lists.set(0, listOf(0, 2, 10))
    expect(await memory.published(CA, 0)).toMatchObject({ publishedNumber: 2 })
    expect(reads()).toBe(2)
  })

  it('keeps no more than its octets', async () => {
    const lists = new Map([1, 2, 3].map((shard) => [shard, listOf(shard, 1, 60 * 1024 * 1024)]))
    const { memory, reads } = memoryOver(lists)
    for (const shard of [1, 2, 3, 3, 2]) await memory.published(CA, shard)
    expect(reads()).toBe(3)
    await memory.published(CA, 1)
    expect(reads()).toBe(4)
  })

  it('knows no shard that the CA does not have', async () => {
    const { memory } = memoryOver(new Map())
    expect(await memory.published(CA, 0)).toBeUndefined()
  })
})
