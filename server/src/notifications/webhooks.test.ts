import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEvent } from '../audit/events.ts'
import type { Uuid } from '../pki/identifier.ts'
import { issue, uuid } from '../store/_fixtures.ts'
import {
  actOf,
  delivererOf,
  openReceiver,
  subjectsOf,
  openSetting,
  type Received,
  type Receiver,
  type Setting,
} from './_setting.ts'
import { MOST_ATTEMPTS, waitBeforeNext } from './backoff.ts'
import type { WebhookDeliverer } from './deliver.ts'
import { getDelivery, listDeliveries, replayDelivery, testWebhook } from './deliveries.ts'
import { WebhookTeller } from './tell-webhooks.ts'
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
} from './webhooks.ts'

const HOUR = 3_600_000
const ALL = { offset: 0, limit: 100 }

let setting: Setting
let receiver: Receiver
let teller: WebhookTeller
let deliverer: WebhookDeliverer

beforeAll(async () => {
  setting = await openSetting()
  receiver = await openReceiver()
  teller = new WebhookTeller(setting.context)
  deliverer = delivererOf(setting)
})
afterAll(async () => {
  await deliverer[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
  await setting[Symbol.asyncDispose]()
})

async function run(): Promise<void> {
  await teller.round()
  while ((await deliverer.round()) > 0) await deliverer.settled()
}

const request = (
  changes: Partial<Parameters<typeof createWebhook>[2]> = {},
): Parameters<typeof createWebhook>[2] => ({
  workspaceId: setting.world.workspaceId,
  url: receiver.url,
  description: ' Pager ',
  events: [],
  enabled: true,
  ...changes,
})

/** An endpoint of its own receiver's ears: the others are removed. */
async function onlyWebhook(
  changes: Partial<Parameters<typeof createWebhook>[2]> = {},
): Promise<{ readonly id: Uuid; readonly secret: string; readonly workspaceId: Uuid }> {
  const act = actOf(setting.world)
  const { workspaceId } = setting.world
  for (const { id } of await listWebhooks(setting.context, act, workspaceId)) {
    await removeWebhook(setting.context, act, { workspaceId, id })
  }
  await run()
  receiver.answer = { status: 204, body: '' }
  setting.clock.now += 1000
  const { endpoint, secret } = await createWebhook(setting.context, act, request(changes))
  await run()
  receiver.received.length = 0
  return { id: endpoint.id, secret: secret.reveal(), workspaceId }
}

async function happen(count: number): Promise<readonly Uuid[]> {
  const { store, world, clock } = setting
  const subjects = Array.from({ length: count }, () => uuid())
  await Promise.all(
    subjects.map(async (subject) =>
      store.auditLog.append([
        auditEvent(actOf(world), 'apiKey.created', {
          at: clock.now,
          workspaceId: world.workspaceId,
          subject,
          detail: { name: 'CI', expiresAt: null },
        }),
      ]),
    ),
  )
  return subjects
}

describe('what happens', () => {
  test('is told as a signed CloudEvent, with the certificate that it is about', async () => {
    const { secret, workspaceId } = await onlyWebhook()
    const { store, world, clock } = setting
    const certificate = await issue(store, world, { commonName: 'api.example.com' })
    await store.auditLog.append([
      auditEvent(actOf(world), 'certificate.issued', {
        at: clock.now,
        workspaceId,
        subject: certificate.id,
        detail: { serialNumber: certificate.serialNumber, mode: 'csr' },
      }),
    ])
    await run()
    const [first] = receiver.received
    expect(receiver.received).toHaveLength(1)
    const { 'webhook-id': id, 'content-type': type } = first?.headers ?? {}
    expect(type).toBe('application/cloudevents+json; charset=utf-8')
    const verified = new Webhook(secret).verify(
      first?.body ?? '',
      first?.headers as Record<string, string>,
    )
    expect(verified).toMatchObject({
      specversion: '1.0',
      id,
      source: `/workspaces/${workspaceId}`,
      type: 'app.certman.certificate.issued.v1',
      subject: certificate.id,
      time: new Date(clock.now).toISOString(),
      datacontenttype: 'application/json',
      data: {
        workspace_id: workspaceId,
        actor: { kind: 'user', id: world.userId },
        detail: { serial_number: certificate.serialNumber, mode: 'csr' },
        certificate: { id: certificate.id, common_name: 'api.example.com' },
      },
    })
    expect(first?.body).not.toContain('192.0.2.7')
  })

  test('is told once, to those alone who chose it and whose workspace it is', async () => {
    const { workspaceId } = await onlyWebhook({ events: ['certificate.revoked'] })
    await happen(3)
    await setting.store.auditLog.append([
      auditEvent(actOf(setting.world), 'certificate.revoked', {
        at: setting.clock.now,
        workspaceId: uuid(),
        subject: uuid(),
      }),
    ])
    await run()
    expect(receiver.received).toEqual([])
    await onlyWebhook()
    const subjects = await happen(250)
    await run()
    await run()
    expect([...subjectsOf(receiver.received)].sort()).toEqual([...subjects].sort())
    expect(workspaceId).toBe(setting.world.workspaceId)
  })
})

describe('a receiver that does not take it', () => {
  test('is asked again and again, for about a day, and is then failing until something arrives', async () => {
    const { id, workspaceId } = await onlyWebhook()
    const act = actOf(setting.world)
    receiver.answer = { status: 503, body: 'busy' }
    await happen(1)
    const began = setting.clock.now
    await run()
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      expect(receiver.received).toHaveLength(attempt)
      await run()
      expect(receiver.received).toHaveLength(attempt)
      setting.clock.now += waitBeforeNext(attempt, 0) ?? 0
      await run()
    }
    expect(setting.clock.now - began).toBeGreaterThan(18 * HOUR)
    const which = { workspaceId, id }
    const { deliveries } = await listDeliveries(setting.context, act, which, 'failed', ALL)
    expect(deliveries).toMatchObject([
      { attempts: MOST_ATTEMPTS, attempt: { status: 503, excerpt: 'busy', error: 'answered 503' } },
    ])
    const [failing] = await listWebhooks(setting.context, act, workspaceId)
    expect(failing?.failingSince).toBe(setting.clock.now)
    expect((await setting.store.auditLog.recent(1))[0]).toMatchObject({
      action: 'webhook.failing',
      subject: id,
    })

    // Meanwhile nothing is lost: once an hour one is tried, and when it arrives all the others follow.
    receiver.received.length = 0
    const subjects = await happen(6)
    await run()
    expect(receiver.received).toEqual([])
    setting.clock.now += HOUR
    await run()
    expect(receiver.received).toHaveLength(1)
    receiver.answer = { status: 200, body: 'ok' }
    receiver.received.length = 0
    setting.clock.now += HOUR
    await run()
    expect([...subjectsOf(receiver.received)].sort()).toEqual([...subjects].sort())
    expect((await listWebhooks(setting.context, act, workspaceId))[0]?.failingSince).toBeNull()
  })

  test('and answers 410 Gone is asked no more', async () => {
    const { workspaceId } = await onlyWebhook()
    receiver.answer = { status: 410, body: '' }
    await happen(1)
    await run()
    const [endpoint] = await listWebhooks(setting.context, actOf(setting.world), workspaceId)
    expect(endpoint?.enabled).toBe(false)
  })
})

describe('people', () => {
  test('send tests, look at what was sent, and have it sent again under the same id', async () => {
    const { id, workspaceId } = await onlyWebhook({ events: ['certificate.issued'] })
    const act = actOf(setting.world)
    const which = { workspaceId, id }
    const { id: deliveryId } = await testWebhook(setting.context, act, which)
    await run()
    const delivery = await getDelivery(setting.context, act, which, deliveryId)
    expect(delivery).toMatchObject({ state: 'delivered', trigger: 'test', type: 'webhook.test' })
    expect(receiver.received[0]?.body).toBe(delivery.body)
    await replayDelivery(setting.context, act, which, deliveryId)
    await run()
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(ids).toEqual([delivery.messageId, delivery.messageId])
    const { total } = await listDeliveries(setting.context, act, which, undefined, ALL)
    expect(total).toBe(2)
  })

  test('rotate the secret: for a day both sign', async () => {
    const { id, secret: former, workspaceId } = await onlyWebhook()
    const act = actOf(setting.world)
    const rotated = await rotateWebhookSecret(setting.context, act, { workspaceId, id })
    const send = async (): Promise<Received | undefined> => {
      receiver.received.length = 0
      await testWebhook(setting.context, act, { workspaceId, id })
      await run()
      return receiver.received.find(({ body }) => body.includes('webhook.test'))
    }
    const signatures = (received: Received | undefined): string[] =>
      String(received?.headers['webhook-signature']).split(' ')
    const during = await send()
    expect(signatures(during)).toHaveLength(2)
    for (const secret of [former, rotated.secret.reveal()]) {
      const headers = during?.headers as Record<string, string>
      // The library looks at the real clock, ours stands elsewhere.
      const signed = new Webhook(secret).sign(
        headers['webhook-id'] ?? '',
        new Date(Number(headers['webhook-timestamp']) * 1000),
        during?.body ?? '',
      )
      expect(signatures(during)).toContain(signed)
    }
    setting.clock.now += 24 * HOUR
    expect(signatures(await send())).toHaveLength(1)
  })

  test('of another workspace, or with too low a role, see nothing', async () => {
    const { id, workspaceId } = await onlyWebhook()
    const member = actOf(setting.world, 'member')
    await expect(listWebhooks(setting.context, member, workspaceId)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const elsewhere = actOf({ ...setting.world, workspaceId: uuid() })
    await expect(listWebhooks(setting.context, elsewhere, workspaceId)).rejects.toMatchObject({
      code: 'notFound',
    })
    const foreign = { workspaceId, id: uuid() }
    await expect(
      changeWebhook(setting.context, actOf(setting.world), { ...foreign, changes: {} }),
    ).rejects.toMatchObject({ code: 'notFound' })
    expect(id).not.toBe(foreign.id)
  })

  test.each([
    [{ url: 'http://169.254.169.254/' }, 'url'],
    [{ url: 'nonsense' }, 'url'],
    [{ events: ['certificate.eaten'] }, 'events'],
    [{ description: 'x'.repeat(201) }, 'description'],
  ])('are told what is wrong with %j', async (changes, field) => {
    const creating = createWebhook(setting.context, actOf(setting.world), request(changes))
    await expect(creating).rejects.toMatchObject({ code: 'invalidRequest', field })
  })
})
