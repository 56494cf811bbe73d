import { describe, expect, test } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import { addWorkspace, events, keyHash, NOW, uuid } from '../_fixtures.ts'
import type {
  CursorMove,
  NewDelivery,
  UntoldEvent,
  WebhookEndpoint,
  WebhookMessage,
} from './webhook-store.ts'
import type { Store } from '../store.ts'
import { webhookSecretName } from './webhooks.ts'

const HOUR = 3_600_000

export function webhookSuite(given: () => Store): void {
  describe('webhooks', () => {
    test('are made with their secret, changed, and removed with all that is theirs', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const endpoint = await addEndpoint(store, workspaceId)
      const { webhooks, deliveries } = store.notifications
      expect(await webhooks.get(endpoint.id)).toEqual(endpoint)
      expect(await webhooks.list(workspaceId)).toEqual([endpoint])
      expect(await webhooks.create(endpointOf(workspaceId), secretOf(uuid(), 1), 1, [])).toBe(
        'tooMany',
      )
      const changes = { events: ['certificate.issued'], enabled: false }
      expect(await webhooks.change(endpoint.id, changes, [])).toBe('changed')
      expect(await webhooks.get(endpoint.id)).toEqual({ ...endpoint, ...changes })
      expect(await webhooks.change(uuid(), changes, [])).toBe('notFound')

      const rotation = {
        version: 1,
        secret: secretOf(endpoint.id, 2),
        formerUntil: NOW + HOUR,
      }
      expect(await webhooks.rotateSecret(endpoint.id, rotation, [])).toBe('rotated')
      expect(await webhooks.rotateSecret(endpoint.id, rotation, [])).toBe('changedMeanwhile')
      expect(await store.secrets.get(webhookSecretName(endpoint.id, 1))).toBeDefined()

      const { delivery } = await enqueue(store, endpoint)
      expect(await webhooks.remove(endpoint.id, [])).toBe('removed')
      expect(await webhooks.remove(endpoint.id, [])).toBe('notFound')
      expect(await deliveries.get(delivery.id)).toBeUndefined()
      for (const version of [1, 2]) {
        expect(await store.secrets.get(webhookSecretName(endpoint.id, version))).toBeUndefined()
      }
    })

    test('every event of the log is told once, whoever writes and however often it is tried', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const endpoint = await addEndpoint(store, workspaceId)
      await tellAll(store, endpoint)
      const subjects = Array.from({ length: 30 }, () => uuid())
      await Promise.all(
        subjects.map(async (subject) =>
          store.auditLog.append(events('certificate.issued', subject)),
        ),
      )
      const [a, b] = await Promise.all([tellAll(store, endpoint), tellAll(store, endpoint)])
      const told = [...a, ...b].map(({ event }) => event.subject)
      for (const subject of subjects) {
        expect(told.filter((one) => one === subject)).toHaveLength(1)
      }
      expect(await tellAll(store, endpoint)).toEqual([])
    })

    test('nothing is passed by while there is a webhook; all of it while there is none', async () => {
      const store = given()
      const { webhooks, deliveries } = store.notifications
      const { workspaceId } = await addWorkspace(store)
      for (const one of await webhooks.enabled()) await webhooks.remove(one.id, [])
      await store.auditLog.append(events('certificate.issued', 'nobody'))
      await deliveries.skipToEnd()
      expect(await deliveries.untold(10)).toEqual([])
      await addEndpoint(store, workspaceId)
      await store.auditLog.append(events('certificate.issued', 'somebody'))
      await deliveries.skipToEnd()
      const untold = await deliveries.untold(10)
      expect(untold.map(({ event }) => event.subject)).toContain('somebody')
    })

    test('a delivery is leased to one, retried when it is time, and settled by its holder alone', async () => {
      const store = given()
      const { deliveries, webhooks } = store.notifications
      const { workspaceId } = await addWorkspace(store)
      const endpoint = await addEndpoint(store, workspaceId)
      const { delivery, message } = await enqueue(store, endpoint)
      const at = (now: number, holder: string): Parameters<typeof deliveries.claim>[0] => ({
        holder,
        now,
        until: now + 100,
        probeAt: now + HOUR,
        limit: 50,
      })
      const claims = await Promise.all(
        ['a', 'b'].map(async (holder) => deliveries.claim(at(NOW, holder))),
      )
      const mine = claims.map((claimed) => claimed.filter(({ id }) => id === delivery.id))
      expect(mine.flat()).toEqual([{ id: delivery.id, attempts: 1, endpoint, message }])
      const holder = mine[0]?.length === 1 ? 'a' : 'b'
      expect(ofEndpoint(await deliveries.claim(at(NOW + 50, 'c')), endpoint)).toEqual([])

      const attempt = { at: NOW, status: 500, error: 'no', excerpt: 'oops', milliseconds: 7 }
      const failed = {
        state: 'pending',
        nextAttemptAt: NOW + 1000,
        attempt,
        endpoint: 'same',
        probeAt: 0,
      } as const
      expect(await deliveries.settle(delivery.id, 'c', failed, [])).toBe('leaseLost')
      expect(await deliveries.settle(delivery.id, holder, failed, [])).toBe('settled')
      expect(ofEndpoint(await deliveries.claim(at(NOW + 999, 'c')), endpoint)).toEqual([])
      expect(await deliveries.areDue(NOW + 1000)).toBe(true)
      expect(ofEndpoint(await deliveries.claim(at(NOW + 1000, 'c')), endpoint)).toHaveLength(1)
      const lost = { ...failed, state: 'failed', nextAttemptAt: null, endpoint: 'fails' } as const
      await deliveries.settle(delivery.id, 'c', { ...lost, probeAt: NOW + HOUR }, [])
      expect((await webhooks.get(endpoint.id))?.failingSince).toBe(NOW)
      expect(await deliveries.get(delivery.id)).toMatchObject({
        state: 'failed',
        attempts: 2,
        attempt,
        body: message.body,
      })
      expect((await deliveries.list(endpoint.id, 'failed', { offset: 0, limit: 9 })).total).toBe(1)
      expect((await deliveries.list(endpoint.id, 'pending', { offset: 0, limit: 9 })).total).toBe(0)
    })

    test('an endpoint that fails is asked one thing an hour, and all again once it answers', async () => {
      const store = given()
      const { deliveries, webhooks } = store.notifications
      const { workspaceId } = await addWorkspace(store)
      const endpoint = await addEndpoint(store, workspaceId)
      const claim = async (now: number): Promise<readonly Uuid[]> => {
        const claimed = await deliveries.claim({
          holder: 'me',
          now,
          until: now + 100,
          probeAt: now + HOUR,
          limit: 50,
        })
        return ofEndpoint(claimed, endpoint)
      }
      const settle = async (
        id: Uuid,
        at: number,
        endpointIs: 'works' | 'fails',
      ): Promise<unknown> => {
        const attempt = { at, status: 200, error: null, excerpt: '', milliseconds: 1 }
        const state = endpointIs === 'works' ? 'delivered' : 'failed'
        const next = { nextAttemptAt: null, probeAt: at + HOUR }
        return deliveries.settle(id, 'me', { state, attempt, endpoint: endpointIs, ...next }, [])
      }
      for (let count = 0; count < 7; count += 1) await enqueue(store, endpoint)
      const first = await claim(NOW)
      expect(first).toHaveLength(4)
      for (const id of first) await settle(id, NOW, 'fails')
      expect(await claim(NOW + HOUR - 1)).toEqual([])
      const probe = await claim(NOW + HOUR)
      expect(probe).toHaveLength(1)
      expect(await claim(NOW + HOUR + 200)).toEqual([])
      await settle(probe[0] ?? uuid(), NOW + HOUR, 'works')
      expect(await webhooks.get(endpoint.id)).toMatchObject({
        failingSince: null,
        lastSuccessAt: NOW + HOUR,
      })
      expect(await claim(NOW + HOUR + 300)).toHaveLength(2)
    })

    test('what waits too long is given up, and what has ended is forgotten', async () => {
      const store = given()
      const { deliveries } = store.notifications
      const { workspaceId } = await addWorkspace(store)
      const endpoint = await addEndpoint(store, workspaceId)
      const { delivery } = await enqueue(store, endpoint)
      const prune = async (waiting: number, ended: number): Promise<void> => {
        while ((await deliveries.prune({ waiting, ended })) > 0);
      }
      await prune(NOW, NOW)
      expect((await deliveries.get(delivery.id))?.state).toBe('pending')
      await prune(NOW + 1, NOW)
      expect((await deliveries.get(delivery.id))?.state).toBe('failed')
      await prune(NOW, NOW + 1)
      expect(await deliveries.get(delivery.id)).toBeUndefined()
    })
  })
}

function ofEndpoint(
  claimed: readonly { readonly id: Uuid; readonly endpoint: WebhookEndpoint }[],
  { id }: WebhookEndpoint,
): readonly Uuid[] {
  return claimed.filter(({ endpoint }) => endpoint.id === id).map((one) => one.id)
}

function endpointOf(workspaceId: Uuid): WebhookEndpoint {
  return {
    id: uuid(),
    workspaceId,
    url: 'https://hooks.example.com/x',
    description: 'Pager',
    events: [],
    enabled: true,
    secretVersion: 1,
    formerSecretUntil: null,
    createdAt: NOW,
    lastSuccessAt: null,
    failingSince: null,
  }
}

function secretOf(id: Uuid, version: number): { name: string; sealed: Uint8Array } {
  return { name: webhookSecretName(id, version), sealed: keyHash(`${id} ${version}`) }
}

async function addEndpoint(store: Store, workspaceId: Uuid): Promise<WebhookEndpoint> {
  const endpoint = endpointOf(workspaceId)
  const secret = secretOf(endpoint.id, 1)
  expect(await store.notifications.webhooks.create(endpoint, secret, 1, [])).toBe('created')
  return endpoint
}

async function enqueue(
  store: Store,
  endpoint: WebhookEndpoint,
): Promise<{ readonly delivery: NewDelivery; readonly message: WebhookMessage }> {
  const { workspaceId } = endpoint
  const message = { id: uuid(), workspaceId, type: 'webhook.test', body: '{"a":1}', at: NOW }
  const delivery: NewDelivery = {
    id: uuid(),
    endpointId: endpoint.id,
    messageId: message.id,
    trigger: 'test',
    createdAt: NOW,
  }
  await store.notifications.deliveries.enqueue([message], [delivery], [])
  return { delivery, message }
}

/** Until nothing is left. @returns what this caller told */
async function tellAll(
  store: Store,
  { workspaceId, id: endpointId }: WebhookEndpoint,
): Promise<readonly UntoldEvent[]> {
  const told: UntoldEvent[] = []
  for (;;) {
    const untold = await store.notifications.deliveries.untold(7)
    if (untold.length === 0) return told
    const moves = new Map<string, CursorMove>()
    for (const { chain, position } of untold) {
      const from = moves.get(chain)?.from ?? position - 1
      moves.set(chain, { chain, from, to: position })
    }
    const messages = untold.map(({ chain, position }) => ({
      id: `${chain} ${position}`,
      workspaceId,
      type: 'certificate.issued',
      body: '{}',
      at: NOW,
    }))
    const deliveries = messages.map((message): NewDelivery => ({
      id: uuid(),
      endpointId,
      messageId: message.id,
      trigger: 'event',
      createdAt: NOW,
    }))
    const outcome = await store.notifications.deliveries.fanOut(
      [...moves.values()],
      messages,
      deliveries,
    )
    if (outcome === 'told') told.push(...untold)
  }
}
