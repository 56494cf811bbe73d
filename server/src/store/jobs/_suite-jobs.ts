import { beforeAll, describe, expect, test } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import { addWorkspace, events, NOW, uuid } from '../_fixtures.ts'
import type { FinishedItem, JobLease, NewJob } from './jobs-store.ts'
import type { Store } from '../store.ts'

const lease = (holder: string, now = NOW): JobLease => ({ holder, now, until: now + 30_000 })

const done = (position: number, sealedKey: Uint8Array | null = null): FinishedItem => ({
  position,
  outcome: { state: 'done', resultId: null, sealedKey, message: null },
})
const failed = (position: number): FinishedItem => ({
  position,
  outcome: { state: 'failed', code: 'notRenewable', message: 'this certificate is revoked' },
})

export function jobSuite(given: () => Store): void {
  describe('jobs', () => {
    let workspaceId: Uuid
    let userId: Uuid

    beforeAll(async () => {
      ;({ workspaceId, userId } = await addWorkspace(given()))
    })

    const create = async (count: number, holder = 'a', at = NOW): Promise<NewJob> => {
      const job: NewJob = {
        id: uuid(),
        workspaceId,
        userId,
        sessionId: uuid(),
        email: 'somebody@example.com',
        address: '192.0.2.7',
        kind: 'revoke',
        parameters: { reason: 'superseded' },
        needsPassphrase: false,
        createdAt: at,
      }
      const items = Array.from({ length: count }, (_, index) => ({
        subject: uuid(),
        label: `${index}.example.com`,
      }))
      await given().jobs.create(job, items, lease(holder, at), events('job.created', job.id))
      return job
    }

    test('a job remembers who asked for what, and its items in order', async () => {
      const { jobs } = given()
      const job = await create(3)
      expect(await jobs.get(job.id)).toEqual({
        ...job,
        state: 'queued',
        total: 3,
        done: 0,
        failed: 0,
        startedAt: null,
        finishedAt: null,
      })
      const items = await jobs.items(job.id, { offset: 1, limit: 5, failedOnly: false })
      expect(items.map(({ label }) => label)).toEqual(['1.example.com', '2.example.com'])
      expect(await jobs.get(uuid())).toBeUndefined()
    })

    test('item by item to the end, counting as it goes', async () => {
      const { jobs } = given()
      const { id } = await create(2)
      const key = new Uint8Array([1, 2, 3])
      expect(await jobs.advance(id, lease('a'), null)).toMatchObject({
        kind: 'item',
        item: { position: 0 },
        interrupted: false,
      })
      expect(await jobs.advance(id, lease('a'), done(0, key))).toMatchObject({
        kind: 'item',
        item: { position: 1 },
      })
      expect(await jobs.advance(id, lease('a'), failed(1))).toEqual({ kind: 'ended' })
      expect(await jobs.get(id)).toMatchObject({
        state: 'done',
        done: 1,
        failed: 1,
        finishedAt: NOW,
      })
      const [first, second] = await jobs.items(id, { offset: 0, limit: 5, failedOnly: false })
      expect(new Uint8Array(first!.sealedKey!)).toEqual(key)
      expect(second).toMatchObject({ state: 'failed', code: 'notRenewable' })
      expect(await jobs.items(id, { offset: 0, limit: 5, failedOnly: true })).toHaveLength(1)
      await jobs.forgetKeys({ id })
      expect((await jobs.items(id, { offset: 0, limit: 1, failedOnly: false }))[0]?.sealedKey).toBe(
        null,
      )
    })

    test('only one holds it; when its lease ends the next one sees what was interrupted', async () => {
      const { jobs } = given()
      const { id } = await create(2)
      await jobs.advance(id, lease('a'), null)
      expect(await jobs.claim(id, lease('b', NOW + 1000))).toBeUndefined()
      expect(await jobs.claimable(NOW + 1000)).not.toContain(id)
      expect(await jobs.claimable(NOW + 31_000)).toContain(id)
      expect(await jobs.claim(id, lease('b', NOW + 31_000))).toMatchObject({ id })
      expect(await jobs.advance(id, lease('b', NOW + 31_000), null)).toMatchObject({
        kind: 'item',
        item: { position: 0 },
        interrupted: true,
      })
      // The first one comes back late: what it did counts, what is next is not its own.
      expect(await jobs.advance(id, lease('a', NOW + 31_001), done(0))).toEqual({ kind: 'notOurs' })
      expect(await jobs.advance(id, lease('b', NOW + 31_002), done(0))).toMatchObject({
        kind: 'item',
        item: { position: 1 },
      })
      expect(await jobs.get(id)).toMatchObject({ done: 1, failed: 0 })
    })

    test('cancelled, it stops at the next item; ended, it cannot be', async () => {
      const { jobs } = given()
      const { id } = await create(3)
      await jobs.advance(id, lease('a'), null)
      expect(await jobs.cancel(id, NOW + 5, events('job.cancelled', id))).toBe('cancelled')
      expect(await jobs.advance(id, lease('a'), done(0))).toEqual({ kind: 'notOurs' })
      expect(await jobs.get(id)).toMatchObject({ state: 'cancelled', done: 1, finishedAt: NOW + 5 })
      expect(await jobs.cancel(id, NOW + 6, [])).toBe('ended')
      expect(await jobs.claim(id, lease('b', NOW + 99_000))).toBeUndefined()
    })

    test('paused until somebody resumes it; failed items can be tried again', async () => {
      const { jobs } = given()
      const { id } = await create(2)
      await jobs.pause(id, 'b')
      expect(await jobs.get(id)).toMatchObject({ state: 'queued' })
      await jobs.pause(id, 'a')
      expect(await jobs.get(id)).toMatchObject({ state: 'paused' })
      expect(await jobs.claimable(NOW + 99_000)).not.toContain(id)
      expect(await jobs.resume(id, lease('b'), events('job.resumed', id))).toBe('resumed')
      expect(await jobs.resume(id, lease('b'), [])).toBe('notPaused')
      await jobs.advance(id, lease('b'), null)
      expect(await jobs.retry(id, lease('b'), [])).toBe('nothingFailed')
      await jobs.advance(id, lease('b'), failed(0))
      expect(await jobs.advance(id, lease('b'), done(1))).toEqual({ kind: 'ended' })
      expect(await jobs.retry(id, lease('c'), events('job.retried', id))).toBe('queued')
      expect(await jobs.advance(id, lease('c'), null)).toMatchObject({ item: { position: 0 } })
      expect(await jobs.advance(id, lease('c'), done(0))).toEqual({ kind: 'ended' })
      expect(await jobs.get(id)).toMatchObject({ state: 'done', done: 2, failed: 0 })
    })

    test('lists are of one workspace, or of one person in it, newest first; old jobs go', async () => {
      const { jobs } = given()
      const { id } = await create(1, 'a', NOW + 50)
      expect((await jobs.list(workspaceId, undefined, 2))[0]?.id).toBe(id)
      expect(await jobs.list(workspaceId, uuid(), 2)).toEqual([])
      expect(await jobs.list(uuid(), undefined, 2)).toEqual([])
      await jobs.cancel(id, NOW - 1000, [])
      await jobs.prune(NOW - 999)
      expect(await jobs.get(id)).toBeUndefined()
    })
  })

  describe('saved views', () => {
    test('are somebody’s own in one workspace, one per name', async () => {
      const { savedViews } = given()
      const { workspaceId, userId } = await addWorkspace(given())
      const view = (name: string, query: string) => ({
        id: uuid(),
        workspaceId,
        userId,
        page: 'certificates',
        name,
        query,
        createdAt: NOW,
      })
      const first = view('Web', 'q=web')
      expect(await savedViews.save(first, 2)).toBe('saved')
      const second = view('Web', 'q=www')
      expect(await savedViews.save(second, 2)).toBe('saved')
      expect(await savedViews.save(view('API', 'q=api'), 2)).toBe('saved')
      expect(await savedViews.save(view('Third', ''), 2)).toBe('tooMany')
      const listed = await savedViews.list(workspaceId, userId, 'certificates')
      expect(listed.map(({ name, query }) => [name, query])).toEqual([
        ['API', 'q=api'],
        ['Web', 'q=www'],
      ])
      expect(await savedViews.list(workspaceId, uuid(), 'certificates')).toEqual([])
      expect(await savedViews.remove(second.id, workspaceId, uuid())).toBe('notFound')
      expect(await savedViews.remove(second.id, workspaceId, userId)).toBe('removed')
      expect(await savedViews.list(workspaceId, userId, 'certificates')).toHaveLength(1)
    })
  })
}
