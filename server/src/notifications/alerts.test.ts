import { describe, expect, test } from 'vitest'
import { issue, NOW, uuid } from '../store/_fixtures.ts'
import type { WebhookEndpoint } from '../store/notifications/webhook-store.ts'
import { ending, RULE } from './_alerts.ts'
import { actOf, openSetting, type Setting } from './_setting.ts'
import { changeAlertRule, createAlertRule, listNotices } from './alert-rules.ts'
import { mailAlerts } from './mail-alerts.ts'
import { raiseAlerts } from './raise-alerts.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
async function noticed({ context, world }: Setting): Promise<readonly string[]> {
  const notices = await listNotices(context, actOf(world), world.workspaceId)
  return notices.map(({ name, days }) => `${name} ${days}`).sort()
}

describe('a certificate that comes to its end', () => {
  test('is warned of once at each threshold, and at the nearest of them when the alert is new', async () => {
    await using setting = await openSetting()
    const { context, clock, world } = setting
    await ending(setting, 10, 'soon.example.com')
    await ending(setting, 40, 'later.example.com')
    const rule = await createAlertRule(context, actOf(world), world.workspaceId, RULE)
    expect(rule.daysBefore).toEqual([30, 14, 7, 1])
    // At once, without waiting for the next round.
    expect(await noticed(setting)).toEqual(['soon.example.com 14'])
    for (let day = 0; day < 45; day += 1) {
      clock.now += DAY
      await raiseAlerts(context)
      await raiseAlerts(context)
    }
    expect(await noticed(setting)).toEqual([
      'later.example.com 1',
      'later.example.com 14',
      'later.example.com 30',
      'later.example.com 7',
      'soon.example.com 1',
      'soon.example.com 14',
      'soon.example.com 7',
    ])
  })

  test('is left in peace once it was renewed, replaced or revoked, or never lasts longer', async () => {
    await using setting = await openSetting()
    const { context, clock, world, store } = setting
    await createAlertRule(context, actOf(world), world.workspaceId, { ...RULE, daysBefore: [7] })
    const renewed = await ending(setting, 8, 'renewed.example.com')
    const notAfter = clock.now + 80 * DAY
    await issue(store, world, {
      commonName: 'other.example.com',
      renewedFromId: renewed,
      validity: { notBefore: clock.now, notAfter },
    })
    await ending(setting, 8, 'reissued.example.com')
    await ending(setting, 80, 'reissued.example.com')
    const revoked = await ending(setting, 8, 'revoked.example.com')
    const revocation = { revokedAt: clock.now, reason: 'superseded' } as const
    await store.certificates.revoke(revoked, revocation, [])
    await ending(setting, 8, 'alone.example.com')
    await ending(setting, 8, 'short.example.com', 5)
    clock.now += 2 * DAY
    await raiseAlerts(context)
    expect(await noticed(setting)).toEqual(['alone.example.com 7'])
  })

  test('is found after a week of silence too, and none is told twice by two servers at once', async () => {
    await using setting = await openSetting()
    const { context, clock, world } = setting
    await createAlertRule(context, actOf(world), world.workspaceId, { ...RULE, daysBefore: [7] })
    const names = Array.from({ length: 600 }, (_, index) => `n${index}.example.com`)
    for (const [index, name] of names.entries()) await ending(setting, 8 + (index % 6), name)
    clock.now += 7 * DAY
    await Promise.all([raiseAlerts(context), raiseAlerts(context)])
    await mailAlerts(context)
    const { letters } = setting
    expect(letters).toHaveLength(1)
    expect(letters[0]?.subject).toBe('W: 600 things are about to expire')
    expect(letters[0]?.text).toContain('and 500 more')
  })
})

test('CAs are warned of, and lists and responders that were forgotten', async () => {
  await using setting = await openSetting()
  const { context, clock, world, store } = setting
  const watches = ['authority', 'revocationList', 'responder'] as const
  const act = actOf(world)
  await createAlertRule(context, act, world.workspaceId, { ...RULE, watches, daysBefore: [90, 30] })
  const endpoint = await webhook(setting)
  const lease = { holder: 'me', now: clock.now, until: clock.now + HOUR }
  const shard = { authorityId: world.issuing.id, shard: 0 }
  const begun = await store.revocationLists.begin(shard, lease)
  const list = { ...shard, number: begun?.number ?? 0, thisUpdate: clock.now }
  const nextUpdate = clock.now + 8 * DAY
  await store.revocationLists.publish({ ...list, nextUpdate, der: new Uint8Array(10) }, 'me')
  clock.now += 5 * DAY
  await raiseAlerts(context)
  expect(await noticed(setting)).toEqual([])
  clock.now += 2 * DAY
  await raiseAlerts(context)
  await raiseAlerts(context)
  expect(await noticed(setting)).toEqual(['Test CA 0'])
  clock.now = NOW + 5 * 365 * DAY - 20 * DAY
  await raiseAlerts(context)
  const page = { offset: 0, limit: 50 }
  const { deliveries } = await store.notifications.deliveries.list(endpoint.id, undefined, page)
  expect(deliveries.map(({ type }) => type).sort()).toEqual([
    'authority.expiring',
    'authority.expiring',
    'revocationList.stale',
  ])
})

async function webhook({ store, world, clock }: Setting): Promise<WebhookEndpoint> {
  const endpoint = {
    id: uuid(),
    workspaceId: world.workspaceId,
    url: 'https://hooks.example.com/',
    description: '',
    events: [],
    enabled: true,
    secretVersion: 1,
    formerSecretUntil: null,
    createdAt: clock.now,
    lastSuccessAt: null,
    failingSince: null,
  }
  const secret = { name: `webhook/${endpoint.id}/1`, sealed: new Uint8Array(8) }
  await store.notifications.webhooks.create(endpoint, secret, 9, [])
  return endpoint
}

describe('an alert', () => {
  test.each([
    [{ name: ' ' }, 'name'],
    [{ watches: [] }, 'watches'],
    [{ daysBefore: [] }, 'daysBefore'],
    [{ daysBefore: [0] }, 'daysBefore'],
    [{ recipients: ['nobody'] }, 'recipients'],
    [{ recipients: ['a@b.c\nBcc: x@y.z'] }, 'recipients'],
  ])('with %j is refused with what to do', async (changes, field) => {
    await using setting = await openSetting()
    const { context, world } = setting
    const creating = createAlertRule(context, actOf(world), world.workspaceId, {
      ...RULE,
      ...changes,
    })
    await expect(creating).rejects.toMatchObject({ code: 'invalidRequest', field })
  })

  test('is not for members to make, nor for anybody of another workspace to change', async () => {
    await using setting = await openSetting()
    const { context, world } = setting
    const { workspaceId } = world
    await expect(
      createAlertRule(context, actOf(world, 'member'), workspaceId, RULE),
    ).rejects.toMatchObject({ code: 'forbidden' })
    const rule = await createAlertRule(context, actOf(world), workspaceId, RULE)
    const elsewhere = { ...world, workspaceId: uuid() }
    await expect(
      changeAlertRule(
        context,
        actOf(elsewhere),
        { workspaceId: elsewhere.workspaceId, id: rule.id },
        {},
      ),
    ).rejects.toMatchObject({ code: 'notFound' })
  })
})
