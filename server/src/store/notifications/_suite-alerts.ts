import { describe, expect, test } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import { addWorld, issue, keyHash, NOW, uuid, type World } from '../_fixtures.ts'
import type { AlertRule, Notice } from './notification-store.ts'
import type { WebhookMessage } from './webhook-store.ts'
import type { Store } from '../store.ts'

const DAY = 86_400_000

export function alertSuite(given: () => Store): void {
  describe('alerts', () => {
    test('rules come back as they were given; watermarks of thresholds that stay are kept', async () => {
      const store = given()
      const world = await addWorld(store)
      const { alerts } = store.notifications
      const rule = ruleOf(world)
      const marks = [30, 7].map((days) => ({ days, notAfter: NOW, seq: 0 }))
      expect(await alerts.create(rule, marks, 1, [])).toBe('created')
      expect(await alerts.create(ruleOf(world), [], 1, [])).toBe('tooMany')
      expect(await alerts.list(world.workspaceId)).toEqual([rule])
      expect((await alerts.list(undefined)).map(({ id }) => id)).toContain(rule.id)
      const changed = { ...rule, daysBefore: [7, 1], recipients: [], enabled: false }
      const later = [7, 1].map((days) => ({ days, notAfter: NOW + DAY, seq: 0 }))
      expect(await alerts.change(changed, later, [])).toBe('changed')
      expect(await alerts.get(rule.id)).toEqual(changed)
      expect(await alerts.watermarks(rule.id)).toEqual([
        { days: 7, notAfter: NOW, seq: 0 },
        { days: 1, notAfter: NOW + DAY, seq: 0 },
      ])
      expect((await alerts.list(undefined)).map(({ id }) => id)).not.toContain(rule.id)
      expect(await alerts.remove(rule.id, [])).toBe('removed')
      expect(await alerts.remove(rule.id, [])).toBe('notFound')
    })

    test('what approaches its end is found once, in order, and known to be replaced', async () => {
      const store = given()
      const world = await addWorld(store)
      const { alerts } = store.notifications
      const ending = async (days: number, names: string, from: Uuid | null = null): Promise<Uuid> =>
        (
          await issue(store, world, {
            commonName: names,
            sanDns: [names],
            renewedFromId: from,
            validity: { notBefore: NOW, notAfter: NOW + days * DAY },
          })
        ).id
      const alone = await ending(10, 'alone.example.com')
      const renewed = await ending(11, 'renewed.example.com')
      await ending(100, 'other.example.com', renewed)
      const reissued = await ending(12, 'again.example.com')
      const other = await ending(13, 'AGAIN.example.com')
      await ending(90, 'again.example.com')
      const revoked = await ending(14, 'revoked.example.com')
      await store.certificates.revoke(revoked, { revokedAt: NOW, reason: 'superseded' }, [])
      const found = await alerts.approaching(
        world.workspaceId,
        { notAfter: NOW, seq: 0 },
        NOW + 30 * DAY,
        10,
      )
      expect(found.map(({ id, isReplaced }) => [id, isReplaced])).toEqual([
        [alone, false],
        [renewed, true],
        [reissued, true],
        [other, false],
      ])
      const [first] = found
      const after = await alerts.approaching(
        world.workspaceId,
        { notAfter: first?.notAfter ?? 0, seq: first?.seq ?? 0 },
        NOW + 30 * DAY,
        1,
      )
      expect(after.map(({ id }) => id)).toEqual([renewed])
    })

    test('a notice is raised once, told to those who chose it, and written of once', async () => {
      const store = given()
      const world = await addWorld(store)
      const { alerts, webhooks, deliveries } = store.notifications
      const rule = ruleOf(world)
      await alerts.create(rule, [{ days: 30, notAfter: NOW, seq: 0 }], 9, [])
      const endpoints = ['certificate.expiring', 'certificate.issued'].map((type) => ({
        id: uuid(),
        workspaceId: world.workspaceId,
        url: 'https://hooks.example.com',
        description: '',
        events: [type],
        enabled: true,
        secretVersion: 1,
        formerSecretUntil: null,
        createdAt: NOW,
        lastSuccessAt: null,
        failingSince: null,
      }))
      for (const endpoint of endpoints) {
        const secret = { name: `webhook/${endpoint.id}/1`, sealed: keyHash(endpoint.id) }
        await webhooks.create(endpoint, secret, 9, [])
      }
      const raise = async (rank: number): Promise<number> =>
        alerts.raise(
          {
            rule,
            mail: true,
            watermark: { days: 30, notAfter: NOW + rank, seq: rank },
            notices: [{ ...noticed(world), deliveryIds: [uuid(), uuid()] }],
          },
          endpoints,
        )
      expect(await raise(5)).toBe(1)
      expect(await raise(4)).toBe(0)
      expect(await alerts.watermarks(rule.id)).toEqual([{ days: 30, notAfter: NOW + 5, seq: 5 }])
      const counts = await Promise.all(
        endpoints.map(
          async ({ id }) => (await deliveries.list(id, undefined, { offset: 0, limit: 9 })).total,
        ),
      )
      expect(counts).toEqual([1, 0])
      expect(await alerts.notices(world.workspaceId, 9)).toHaveLength(1)

      await alerts.prune(NOW + DAY)
      expect(await alerts.waitForMail(rule.id)).toBe(true)
      const lease = { now: NOW, until: NOW + 100, mailedBefore: NOW }
      const pending = await alerts.beginMail(rule.id, lease)
      expect(pending).toHaveLength(1)
      expect(await alerts.beginMail(rule.id, lease)).toBeUndefined()
      await alerts.mailed(rule.id, pending?.[0]?.seq ?? 0, NOW + 1)
      expect(await alerts.waitForMail(rule.id)).toBe(false)
      expect((await alerts.get(rule.id))?.lastMailedAt).toBe(NOW + 1)
      const tooEarly = { now: NOW + 200, until: NOW + 300, mailedBefore: NOW + 1 }
      expect(await alerts.beginMail(rule.id, tooEarly)).toBeUndefined()
      expect(await alerts.beginMail(rule.id, { ...tooEarly, mailedBefore: NOW + 2 })).toEqual([])
      while ((await alerts.prune(NOW + 31 * DAY)) > 0);
      expect(await alerts.notices(world.workspaceId, 9)).toEqual([])
    })
  })

  describe('expiry', () => {
    test('is counted by day and listed soonest first, within the CAs that were asked for', async () => {
      const store = given()
      const world = await addWorld(store)
      const other = await addWorld(store)
      const { expiry } = store.notifications
      const at = (days: number): { validity: { notBefore: number; notAfter: number } } => ({
        validity: { notBefore: NOW, notAfter: NOW + days * DAY },
      })
      for (const days of [3, 1, 3]) {
        const name = `${uuid()}.example.com`
        await issue(store, world, { ...at(days), commonName: name, sanDns: [name] })
      }
      await issue(store, other, at(1))
      const filter = { authorityIds: [world.issuing.id], from: NOW, until: NOW + 3 * DAY + 1 }
      const today = Math.floor(NOW / DAY)
      expect(await expiry.days(filter)).toEqual([
        { day: today + 1, count: 1 },
        { day: today + 3, count: 2 },
      ])
      const list = await expiry.list({ ...filter, includeReplaced: false }, { offset: 1, limit: 1 })
      expect(list.total).toBe(3)
      expect(list.certificates.map(({ notAfter }) => notAfter)).toEqual([NOW + 3 * DAY])
      expect(await expiry.days({ ...filter, authorityIds: [] })).toEqual([])
    })
  })

  describe('calendar feeds', () => {
    test('one for each member and workspace, found by the hash alone', async () => {
      const store = given()
      const { workspaceId, userId } = await addWorld(store)
      const { calendars } = store.notifications
      const put = async (token: string): Promise<Uuid> => {
        const id = uuid()
        const feed = { id, workspaceId, userId, createdAt: NOW, lastReadAt: null }
        await calendars.put({ ...feed, tokenHash: keyHash(token) }, [])
        return id
      }
      await put(`${workspaceId} a`)
      const id = await put(`${workspaceId} b`)
      expect(await calendars.findByHash(keyHash(`${workspaceId} a`))).toBeUndefined()
      expect((await calendars.findByHash(keyHash(`${workspaceId} b`)))?.id).toBe(id)
      await calendars.touch(id, NOW + 5)
      await calendars.touch(id, NOW + 6)
      expect((await calendars.of(workspaceId, userId))?.lastReadAt).toBe(NOW + 5)
      expect(await calendars.remove(workspaceId, userId, [])).toBe('removed')
      expect(await calendars.remove(workspaceId, userId, [])).toBe('notFound')
    })
  })
}

function ruleOf(world: World): AlertRule {
  return {
    id: uuid(),
    workspaceId: world.workspaceId,
    name: 'Everybody',
    watches: ['certificate', 'authority'],
    daysBefore: [30, 7],
    recipients: ['ops@example.com'],
    digest: true,
    language: 'en',
    enabled: true,
    createdAt: NOW,
    lastMailedAt: null,
  }
}

function noticed(world: World): { readonly notice: Notice; readonly message: WebhookMessage } {
  const { workspaceId, issuing } = world
  return {
    notice: {
      kind: 'certificate',
      subjectId: issuing.id,
      name: 'api.example.com',
      authorityId: issuing.id,
      authorityName: issuing.name,
      days: 30,
      deadline: NOW + 30 * DAY,
      raisedAt: NOW,
    },
    message: {
      id: `expiring ${issuing.id}`,
      workspaceId,
      type: 'certificate.expiring',
      body: '{}',
      at: NOW,
    },
  }
}
