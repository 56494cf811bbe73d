import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SecretText } from '../pki/secret-text.ts'
import type { Uuid } from '../pki/identifier.ts'
import { issue, NOW, uuid } from '../store/_fixtures.ts'
import type { WebhookEndpoint } from '../store/notification-store.ts'
import { actOf, openSetting, type Setting } from './_setting.ts'
import { openSmtpSink, type SmtpSink } from './_smtp-sink.ts'
import {
  changeAlertRule,
  createAlertRule,
  listNotices,
  testAlertRule,
  type AlertRuleRequest,
} from './alert-rules.ts'
import type { NotificationContext } from './context.ts'
import { invitationLetter } from './letters.ts'
import { mailAlerts } from './mail-alerts.ts'
import { createLetterbox } from './mail.ts'
import { raiseAlerts } from './raise-alerts.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const RULE: AlertRuleRequest = {
  name: 'On call',
  watches: ['certificate'],
  daysBefore: [1, 14, 30, 7],
  recipients: ['Ops@Example.com', 'boss@example.com'],
  digest: false,
  language: 'en',
  enabled: true,
}

async function ending(
  { store, world, clock }: Setting,
  days: number,
  name: string,
  lifetime = 90,
): Promise<Uuid> {
  const notAfter = clock.now + days * DAY
  const { id } = await issue(store, world, {
    commonName: name,
    sanDns: [name],
    createdAt: notAfter - lifetime * DAY,
    validity: { notBefore: notAfter - lifetime * DAY, notAfter },
  })
  return id
}

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

describe('e-mail', () => {
  let sink: SmtpSink
  let setting: Setting
  let context: NotificationContext

  beforeAll(async () => {
    sink = await openSmtpSink()
    setting = await openSetting()
    const url = new SecretText(`smtp://127.0.0.1:${sink.port}`)
    const letterbox = createLetterbox(url, 'Certman <ca@example.com>')
    context = { ...setting.context, letterbox }
  })
  afterAll(async () => {
    await setting[Symbol.asyncDispose]()
    await sink[Symbol.asyncDispose]()
  })

  test('comes once a day as a digest: sorted, in the language of the alert, with plain text and HTML', async () => {
    const { world, clock } = setting
    clock.now = Math.floor(clock.now / DAY) * DAY + 12 * HOUR
    const act = actOf(world)
    const digest = { ...RULE, digest: true, language: 'cs' } as const
    const { id } = await createAlertRule(context, act, world.workspaceId, digest)
    await ending(setting, 3, 'b<script>.example.com')
    await ending(setting, 2, 'a.example.com')
    await raiseAlerts(context)
    await mailAlerts(context)
    await mailAlerts(context)
    expect(sink.mails).toHaveLength(1)
    const [mail] = sink.mails
    expect(mail?.from).toBe('ca@example.com')
    expect(mail?.to).toEqual(['ops@example.com', 'boss@example.com'])
    const source = decoded(mail?.data ?? '')
    expect(source).toMatch(/^From: Certman <ca@example.com>/m)
    expect(source).toMatch(/^Auto-Submitted: auto-generated/m)
    expect(source).toMatch(/Message-ID: <alert\.[0-9a-f-]{36}\.\d+@example\.com>/m)
    expect(source).toContain('multipart/alternative')
    expect(source).toContain('https://certman.example.com/w/')
    expect(source).toContain('Certifikáty')
    expect(source.indexOf('a.example.com (')).toBeLessThan(source.indexOf('b<script>'))
    expect(source.split('text/html')[1]).not.toContain('<script>')

    // What comes later the same day waits for the next morning.
    clock.now += 6 * HOUR
    await ending(setting, 3, 'c.example.com')
    await ending(setting, 1, 'd.example.com')
    clock.now += HOUR
    await raiseAlerts(context)
    await mailAlerts(context)
    expect(sink.mails).toHaveLength(1)
    clock.now += 12 * HOUR
    await raiseAlerts(context)
    await mailAlerts(context)
    expect(sink.mails).toHaveLength(2)
    await changeAlertRule(context, act, { workspaceId: world.workspaceId, id }, { enabled: false })
  })

  test('that is not taken is tried again, and nothing is forgotten', async () => {
    const { world, clock } = setting
    sink.mails.length = 0
    await createAlertRule(context, actOf(world), world.workspaceId, { ...RULE, daysBefore: [2] })
    await ending(setting, 1.5, 'again.example.com')
    await raiseAlerts(context)
    sink.refuses = true
    await expect(mailAlerts(context)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('(550 not from you)'),
    })
    sink.refuses = false
    clock.now += 5 * 60_000
    await mailAlerts(context)
    expect(sink.mails).toHaveLength(1)
  })

  test('is tried out by whoever set it up, or says what is missing', async () => {
    const { world } = setting
    sink.mails.length = 0
    const act = actOf(world)
    const { workspaceId } = world
    const { id } = await createAlertRule(context, act, workspaceId, { ...RULE, language: 'de' })
    await testAlertRule(context, act, { workspaceId, id })
    expect(decoded(sink.mails[0]?.data ?? '')).toContain('E-Mail funktioniert')
    const without = { ...context, letterbox: createLetterbox(undefined, 'ca@example.com') }
    await expect(testAlertRule(without, act, { workspaceId, id })).rejects.toThrow(
      'no mail server is configured; the operator sets CERTMAN_SMTP_URL and CERTMAN_MAIL_FROM',
    )
  })

  test('invites, in three languages, with a link that stands in text and HTML', async () => {
    sink.mails.length = 0
    const url = 'https://certman.example.com/invitations/x?a=1&b=2'
    for (const language of ['en', 'cs', 'de'] as const) {
      const invitation = {
        to: 'new@example.com',
        workspaceName: 'Ä & "B"\r\nBcc: x@example.com',
        invitedBy: 'owner@example.com',
        expiresAt: NOW,
        language,
      }
      await context.letterbox.send(invitationLetter(invitation, url))
    }
    expect(sink.mails).toHaveLength(3)
    for (const { data, to } of sink.mails) {
      expect(to).toEqual(['new@example.com'])
      expect(decoded(data)).toContain(url)
      expect(decoded(data)).toContain(
        'href="https://certman.example.com/invitations/x?a=1&amp;b=2"',
      )
      expect(data.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/m)
    }
  })
})

/** Quoted-printable (RFC 2045 §6.7) and encoded words are undone, so that words can be looked for. */
function decoded(data: string): string {
  const joined = data.replaceAll('=\r\n', '')
  const octets = joined.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'),
  )
  return octets
}
