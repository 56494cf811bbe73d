import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SecretText } from '../pki/secret-text.ts'
import { NOW } from '../store/_fixtures.ts'
import { ending, RULE } from './_alerts.ts'
import { actOf, openSetting, type Setting } from './_setting.ts'
import { openSmtpSink, type SmtpSink } from './_smtp-sink.ts'
import { changeAlertRule, createAlertRule, testAlertRule } from './alert-rules.ts'
import type { NotificationContext } from './context.ts'
import { invitationLetter } from './letters.ts'
import { mailAlerts } from './mail-alerts.ts'
import { createLetterbox } from './mail.ts'
import { raiseAlerts } from './raise-alerts.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

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
    const said = decoded(sink.mails[0]?.data ?? '')
    expect(said).toMatch(/again\.example\.com \(.*\): in 1 day, on/)
    expect(said).toMatch(/d\.example\.com \(.*\): in 10 hours, on/)
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
