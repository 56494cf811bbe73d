import { describe, expect, test } from 'vitest'
import { addWorld, events, issue, keyHash, NOW, uuid } from '../_fixtures.ts'
import type { KeyLink } from './assistant-store.ts'
import type { Store } from '../store.ts'

const MINUTE = 60_000

export function assistantSuite(given: () => Store): void {
  describe('what assistants leave for people', () => {
    test('a private key waits for one download, and of many at once only one gets it', async () => {
      const store = given()
      const link = await addLink(store)
      expect(await store.assistants.keyLink(link.id)).toEqual(link)
      const taken = await Promise.all(
        Array.from({ length: 8 }, async () => store.assistants.takeKeyLink(link.id, NOW, [])),
      )
      expect(taken.filter((one) => one !== undefined)).toEqual([link])
      expect(await store.assistants.keyLink(link.id)).toBeUndefined()
    })

    test('after its time it is neither given nor kept', async () => {
      const store = given()
      const late = await addLink(store)
      const alive = await addLink(store, NOW + 60 * MINUTE)
      const { assistants } = store
      expect(await assistants.takeKeyLink(late.id, late.expiresAt, [])).toBeUndefined()
      expect(await assistants.eraseExpired(late.expiresAt - 1)).toBe(0)
      expect(await assistants.eraseExpired(late.expiresAt)).toBe(1)
      expect(await assistants.keyLink(late.id)).toBeUndefined()
      expect(await assistants.keyLink(alive.id)).toEqual(alive)
      await assistants.takeKeyLink(alive.id, NOW, [])
    })

    test('a confirmation is used once', async () => {
      const { assistants } = given()
      const id = uuid()
      const uses = await Promise.all(
        Array.from({ length: 8 }, async () => assistants.useConfirmation(id, NOW + MINUTE)),
      )
      expect(uses.filter(Boolean)).toHaveLength(1)
      expect(await assistants.useConfirmation(uuid(), NOW + MINUTE)).toBe(true)
    })
  })
}

async function addLink(store: Store, expiresAt = NOW + 10 * MINUTE): Promise<KeyLink> {
  const world = await addWorld(store)
  const { id: certificateId } = await issue(store, world)
  const link: KeyLink = {
    id: uuid(),
    userId: world.userId,
    workspaceId: world.workspaceId,
    certificateId,
    sealed: keyHash('sealed'),
    createdAt: NOW,
    expiresAt,
  }
  await store.assistants.addKeyLink(link, events('keyLink.created', link.id))
  return link
}
