import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import {
  addWorkspace,
  addWorld,
  authorityOf,
  events,
  intentOf,
  issue,
  keyHash,
  newAuthority,
  NOW,
  serialNumber,
  uuid,
  type World,
} from '../_fixtures.ts'
import type { OpenBeside } from './_suite-revocation-lists.ts'
import type { StoredResponder } from './relying-parties.ts'
import type { Store } from '../store.ts'

const DAY = 86_400_000

export function statusSuite(given: () => Store, openBeside: OpenBeside): void {
  describe('statuses', () => {
    test('are good only for what was issued, and revoked whatever it was (RFC 6960 §2.2)', async () => {
      const store = given()
      const world = await addWorld(store)
      const { id: authorityId } = world.issuing
      const find = async (number: string): Promise<unknown> =>
        store.statuses.find(authorityId, number)
      const issued = await issue(store, world)
      expect(await find(issued.serialNumber)).toEqual({ kind: 'good' })
      expect(await find(serialNumber())).toEqual({ kind: 'unknown' })
      expect(await store.statuses.find(world.root.id, issued.serialNumber)).toEqual({
        kind: 'unknown',
      })
      const unfinished = intentOf(world)
      await store.certificates.recordIntent(unfinished)
      expect(await find(unfinished.serialNumber)).toEqual({ kind: 'unknown' })
      for (const { id, serialNumber: number } of [issued, unfinished]) {
        const revocation = { revokedAt: NOW + 5, reason: 'certificateHold' } as const
        await store.certificates.revoke(id, revocation, [])
        expect(await find(number)).toEqual({ kind: 'revoked', revocation })
        await store.certificates.releaseHold(id, NOW + 6, [])
      }
      expect(await find(issued.serialNumber)).toEqual({ kind: 'good' })
      expect(await find(unfinished.serialNumber)).toEqual({ kind: 'unknown' })
    })

    test('are those of CAs too, in the records of their issuers', async () => {
      const store = given()
      const { root, issuing } = await addWorld(store)
      const find = async (): Promise<unknown> => store.statuses.find(root.id, issuing.serialNumber)
      expect(await find()).toEqual({ kind: 'good' })
      expect(await store.statuses.find(root.id, root.serialNumber)).toEqual({ kind: 'good' })
      const revocation = { revokedAt: NOW, reason: 'cessationOfOperation' } as const
      await store.authorities.revoke(issuing.id, revocation, [])
      expect(await find()).toEqual({ kind: 'revoked', revocation })
    })

    test('only a hold is released, and what was released can be renewed and revoked', async () => {
      const store = given()
      const world = await addWorld(store)
      const { id } = await issue(store, world)
      const release = async (): Promise<string> =>
        (await store.certificates.releaseHold(id, NOW, events('certificate.revocationChanged', id)))
          .kind
      expect(await release()).toBe('notHeld')
      await store.certificates.revoke(id, { revokedAt: NOW, reason: 'certificateHold' }, [])
      expect(await release()).toBe('released')
      expect((await store.certificates.get(id))?.revocation).toBeNull()
      const revoked = await store.certificates.list(
        { authorityIds: [world.issuing.id], status: 'revoked' },
        { offset: 0, limit: 10 },
      )
      expect(revoked).toEqual({ certificates: [], total: 0 })
      await issue(store, world, { renewedFromId: id })
      await store.certificates.revoke(id, { revokedAt: NOW + 1, reason: 'superseded' }, [])
      expect((await store.certificates.get(id))?.revocation?.revokedAt).toBe(NOW + 1)
      expect(await release()).toBe('notHeld')
      expect(await store.certificates.releaseHold(uuid(), NOW, [])).toEqual({ kind: 'notFound' })
      const told = (await store.auditLog.recent(50)).filter((event) => event.subject === id)
      expect(told.map(({ action }) => action)).toEqual([
        'certificate.revocationChanged',
        'certificate.issued',
      ])
    })

    test('tell every change once, in order, to whoever polls', async () => {
      const store = given()
      const world = await addWorld(store)
      const instance = `poller-${uuid()}`
      const first = await store.statuses.poll(instance, undefined)
      expect(first).toMatchObject({ changes: [], reset: true })
      await revokeSome(store, world, 1)
      let { position } = await store.statuses.poll(instance, undefined)
      expect(await store.statuses.poll(instance, position)).toEqual({
        position,
        changes: [],
        reset: false,
      })
      const told = await revokeSome(store, world, 3)
      const heard: unknown[] = []
      const polled = await store.statuses.poll(instance, position)
      expect(polled.reset).toBe(false)
      heard.push(...polled.changes)
      position = polled.position
      expect(heard).toEqual(
        told.map((number) => ({ authorityId: world.issuing.id, serialNumber: number })),
      )
      // Not one of ours: of a history that a restore has undone, or forgotten long ago.
      for (const unknown of [position + 1, position - 1_000_000, 7]) {
        expect(await store.statuses.poll(instance, unknown)).toEqual({
          position,
          changes: [],
          reset: true,
        })
      }
      await store.statuses.leave(instance)
    })

    test('changes of two openings at once are heard in the order of their commits', async () => {
      const store = given()
      const world = await addWorld(store)
      await using other = await openBeside()
      const instance = `poller-${uuid()}`
      await revokeSome(store, world, 1)
      let { position } = await store.statuses.poll(instance, undefined)
      const heard: string[] = []
      let finished = false
      const listening = (async () => {
        for (let last = false; !last;) {
          last = finished
          const news = await store.statuses.poll(instance, position)
          expect(news.reset).toBe(false)
          expect(news.position).toBeGreaterThanOrEqual(position)
          heard.push(...news.changes.map((change) => change.serialNumber))
          position = news.position
          await nextTurn()
        }
      })()
      const told = await Promise.all(
        [store, other, store, other].map(async (one) => revokeSome(one, world, 15)),
      )
      finished = true
      await listening
      expect(heard.toSorted()).toEqual(told.flat().toSorted())
      await store.statuses.leave(instance)
    })
  })

  describe('responders', () => {
    test('the newest one that is valid answers, the keys of ended ones are gone', async () => {
      const store = given()
      const { issuing } = await addWorld(store)
      expect(await store.responders.current(issuing.id)).toBeUndefined()
      const ended = responderOf(issuing.id, Date.now() - 1)
      const former = responderOf(issuing.id, Date.now() + DAY / 2)
      const newest = responderOf(issuing.id, Date.now() + DAY)
      for (const responder of [ended, former, newest]) {
        const recorded = await store.responders.record(responder, events('certificate.issued'))
        expect(recorded).toBe('recorded')
        expect(await store.responders.current(issuing.id)).toEqual(responder)
        expect(await store.statuses.find(issuing.id, responder.serialNumber)).toEqual({
          kind: 'good',
        })
      }
      const again = { ...newest, certificateId: uuid() }
      expect(await store.responders.record(again, [])).toBe('serialTaken')
      // By a clock that was set back since.
      const ahead = responderOf(issuing.id, Date.now() + 3 * DAY)
      expect(await store.responders.record(ahead, [])).toBe('recorded')
      expect(await store.responders.current(issuing.id)).toEqual(newest)
      const keys = (await store.responders.allSealedKeys()).map((key) => key.certificateId)
      expect(keys).toEqual(expect.arrayContaining([former.certificateId, newest.certificateId]))
      expect(keys).not.toContain(ended.certificateId)
      expect(await store.certificates.get(newest.certificateId)).toBeUndefined()
    })

    test('of a CA with shards are of the first of them', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const authority = { ...authorityOf(workspaceId, null), shards: 2 }
      await store.authorities.create(newAuthority(authority), [])
      const responder = responderOf(authority.id, Date.now() + DAY)
      await store.responders.record(responder, [])
      const revocation = { revokedAt: NOW, reason: 'keyCompromise' } as const
      const outcome = await store.certificates.revoke(responder.certificateId, revocation, [])
      expect(outcome).toMatchObject({ kind: 'revoked', list: { shard: 1 } })
    })

    test('their keys are exchanged with the master key, or none is', async () => {
      const store = given()
      const { issuing } = await addWorld(store)
      const sealed = async (): Promise<Parameters<Store['secrets']['replaceAll']>[0]> => ({
        authorityKeys: await store.authorities.allSealedKeys(),
        responderKeys: (await store.responders.allSealedKeys()).map((key) => ({
          ...key,
          sealedKey: keyHash(key.certificateId),
        })),
        secrets: await store.secrets.all(),
      })
      const before = await sealed()
      const responder = responderOf(issuing.id, Date.now() + DAY)
      await store.responders.record(responder, [])
      expect(await store.secrets.replaceAll(before, [])).toBe('changedMeanwhile')
      expect(await store.secrets.replaceAll(await sealed(), [])).toBe('replaced')
      expect(await store.responders.current(issuing.id)).toEqual({
        ...responder,
        sealedKey: keyHash(responder.certificateId),
        version: 2,
      })
    })
  })
}

/** @returns their serial numbers, in order */
async function revokeSome(store: Store, world: World, count: number): Promise<readonly string[]> {
  const told: string[] = []
  for (let index = 0; index < count; index++) {
    const { id, serialNumber: number } = await issue(store, world)
    await store.certificates.revoke(id, { revokedAt: NOW, reason: 'superseded' }, [])
    told.push(number)
  }
  return told
}

function responderOf(
  authorityId: StoredResponder['authorityId'],
  notAfter: number,
): StoredResponder {
  const certificateId = uuid()
  return {
    authorityId,
    certificateId,
    serialNumber: serialNumber(),
    certificate: keyHash('certificate'),
    keyHash: keyHash('key'),
    sealedKey: keyHash('sealed'),
    version: 1,
    validity: { notBefore: notAfter - DAY, notAfter },
    createdAt: notAfter - DAY,
  }
}
