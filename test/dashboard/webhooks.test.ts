import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signatureHeaders } from '../../server/src/notifications/signature.ts'
import { openSmtpSink, type SmtpSink } from '../../server/src/notifications/_smtp-sink.ts'
import { CHROMIUM, openBrowser, type TestBrowser } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'

describe.skipIf(CHROMIUM === null)('webhooks and alerts', () => {
  let browser: TestBrowser
  let console: ConsoleSession
  let receiver: Server
  let mail: SmtpSink
  const received: { headers: IncomingHttpHeaders; body: string }[] = []
  let hook = ''
  let status = 200

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => (body += part.toString()))
      request.on('end', () => {
        received.push({ headers: request.headers, body })
        response.writeHead(status).end('thank you')
      })
    })
    await new Promise<void>((listening) => {
      receiver.listen(0, '127.0.0.1', listening)
    })
    hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    mail = await openSmtpSink()
    browser = await openBrowser()
    console = await openConsole({
      environment: {
        CERTMAN_WEBHOOK_ALLOWED_NETWORKS: 'private,127.0.0.1',
        CERTMAN_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      },
    })
  })
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await console[Symbol.asyncDispose]()
    await mail[Symbol.asyncDispose]()
    receiver.closeAllConnections()
    receiver.close()
  })

  const open = async (path = 'webhooks'): ReturnType<TestBrowser['open']> =>
    browser.open(`${console.url}/w/${console.slug}/${path}`, { session: console.owner.session })

  test('a webhook is added, tried, and what it sent is looked at and sent again', async () => {
    await using opened = await open()
    const { page } = opened
    await page.getByRole('button', { name: 'Add webhook' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Address').fill(hook)
    await form.getByLabel('Description').fill('Pager')
    await form.getByRole('button', { name: 'Add webhook' }).click()
    const secretBox = page.getByRole('group', { name: 'Signing secret' })
    await secretBox.waitFor()
    const secret = ((await secretBox.textContent()) ?? '').trim()
    expect(secret).toMatch(/^whsec_/)
    await page.getByRole('button', { name: 'I have saved it' }).click()

    await page.getByRole('button', { name: 'Show deliveries of Pager' }).click()
    await page.getByRole('button', { name: 'Send test' }).click()
    await page.getByRole('cell', { name: 'Delivered' }).first().waitFor()
    const sent = received.find(({ body }) => body.includes('webhook.test'))
    const {
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': signature,
    } = sent?.headers ?? {}
    const message = { id: String(id), body: sent?.body ?? '' }
    expect(signatureHeaders(message, [secret], Number(at) * 1000)['webhook-signature']).toBe(
      signature,
    )
    expect(JSON.parse(message.body)).toMatchObject({ type: 'app.certman.webhook.test.v1' })

    await page.getByRole('button', { name: 'Show webhook.test' }).first().click()
    await page.getByText('thank you').waitFor()
    await opened.screenshot('webhook-delivery')
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByText('replay').waitFor()
    await expect.poll(() => received.filter(({ body }) => body === sent?.body).length).toBe(2)
    expect(await page.evaluate(() => document.body.textContent)).not.toContain('whsec_')
    await opened.screenshot('webhook-deliveries')
    expect(opened.faults).toEqual([])
  })

  test('an act is told within seconds, and a receiver that fails is seen to', async () => {
    const { apiKey, url } = console.server
    status = 503
    const issuing = await console.call(
      'GET',
      `/console/v1/workspaces/${console.workspaceId}/authorities`,
    )
    const caId = issuing.json.authorities.find(
      (one: { parent_ca_id: string | null }) => one.parent_ca_id,
    )?.id
    const issued = await fetch(`${url}/v1/certificates`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ caId, commonName: 'told.example.com' }),
    })
    expect(issued.status).toBe(200)
    await using opened = await open()
    const { page } = opened
    await page.getByRole('button', { name: 'Show deliveries of Pager' }).click()
    await page.getByRole('button', { name: 'Show certificate.issued' }).waitFor()
    await page.getByText('1 attempt, next attempt').waitFor()
    await page.getByRole('cell', { name: '503' }).waitFor()
    const told = received.find(({ body }) => body.includes('told.example.com'))
    expect(JSON.parse(told?.body ?? '{}')).toMatchObject({
      type: 'app.certman.certificate.issued.v1',
      data: { certificate: { common_name: 'told.example.com' } },
    })
    status = 200
  })

  test('an address where webhooks may not go is refused beside its field', async () => {
    await using opened = await open()
    const { page } = opened
    await page.getByRole('button', { name: 'Add webhook' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Address').fill('http://169.254.169.254/latest/meta-data')
    await form.getByRole('button', { name: 'Add webhook' }).click()
    await form.getByText('CERTMAN_WEBHOOK_ALLOWED_NETWORKS').waitFor()
    expect(await form.getByLabel('Address').getAttribute('aria-invalid')).toBe('true')
    await opened.screenshot('webhook-refused')
  })

  test('an alert is added and tried by e-mail; what is no list of days is refused', async () => {
    await using opened = await open('webhooks?tab=alerts')
    const { page } = opened
    await page.getByRole('button', { name: 'Add recommended alert' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Days before the end').fill('soon')
    await form.getByRole('alert').getByText('Give whole numbers').waitFor()
    await form.getByLabel('Days before the end').fill('30, 7')
    await form.getByLabel('E-mail to').fill('ops@example.com')
    await form.getByRole('button', { name: 'Add alert' }).click()
    await page.getByRole('cell', { name: '30, 7' }).waitFor()
    await page.getByRole('button', { name: /^Actions/ }).click()
    await page.getByRole('menuitem', { name: 'Send test' }).click()
    await expect.poll(() => mail.mails.length).toBe(1)
    expect(mail.mails[0]?.to).toEqual(['ops@example.com'])
    await opened.screenshot('alerts')
    expect(opened.faults).toEqual([])
  })
})
