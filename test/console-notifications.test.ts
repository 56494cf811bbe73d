import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openConsole, type ConsoleSession, type SignedInPerson } from './_kit/console-session.ts'

const ALERT = {
  name: 'Before anything expires',
  watches: ['certificate'],
  daysBefore: [30, 7],
  recipients: ['ops@example.com'],
  digest: true,
  language: 'en',
  enabled: true,
}
const DAYS = 'from=2026-11-01&to=2026-12-01'
const NOBODY = '00000000-0000-4000-8000-000000000000'

describe('webhooks, alerts, expiry and calendars on the console', () => {
  let console: ConsoleSession
  let workspace = ''
  let member: SignedInPerson
  let stranger: SignedInPerson
  let theirs = ''
  let webhookId = ''
  let alertId = ''
  let secret = ''

  beforeAll(async () => {
    console = await openConsole({
      environment: { CERTMAN_WEBHOOK_ALLOWED_NETWORKS: 'public,private,127.0.0.1' },
    })
    workspace = `/console/v1/workspaces/${console.workspaceId}`
    member = await console.addPerson('member@example.com', {
      workspace: console.slug,
      role: 'member',
    })
    stranger = await console.addPerson('stranger@example.com')
    const own = await stranger.call('POST', '/console/v1/workspaces', { name: 'Theirs' })
    theirs = `/console/v1/workspaces/${own.json.workspace.id}`
    const made = await console.call('POST', `${workspace}/webhooks`, {
      url: 'http://127.0.0.1:9/hook',
      description: 'Nobody listens',
    })
    webhookId = made.json.webhook.id
    secret = made.json.secret
    const alert = await console.call('POST', `${workspace}/alerts`, ALERT)
    alertId = alert.json.alert.id
  })
  afterAll(async () => {
    await console[Symbol.asyncDispose]()
  })

  /** Every operation of these areas; `{w}` is the workspace. */
  const operations = (w: string): readonly (readonly [string, string, object?])[] => [
    ['GET', `${w}/webhooks`],
    ['POST', `${w}/webhooks`, { url: 'https://1.1.1.1/' }],
    ['GET', `${w}/webhooks/${webhookId}`],
    ['PATCH', `${w}/webhooks/${webhookId}`, { enabled: false }],
    ['POST', `${w}/webhooks/${webhookId}/rotate-secret`],
    ['POST', `${w}/webhooks/${webhookId}/test`],
    ['GET', `${w}/webhooks/${webhookId}/deliveries`],
    ['GET', `${w}/webhooks/${webhookId}/deliveries/${NOBODY}`],
    ['POST', `${w}/webhooks/${webhookId}/deliveries/${NOBODY}/replay`],
    ['DELETE', `${w}/webhooks/${webhookId}`],
    ['PUT', `${w}/alerts/${alertId}`, ALERT],
    ['POST', `${w}/alerts/${alertId}/test`],
    ['DELETE', `${w}/alerts/${alertId}`],
  ]
  const readsOfMembers = (w: string): readonly (readonly [string, string])[] => [
    ['GET', `${w}/alerts`],
    ['GET', `${w}/expiry/days?${DAYS}`],
    ['GET', `${w}/expiry/certificates?${DAYS}`],
    ['GET', `${w}/calendar-feed`],
  ]

  test('are sealed from a stranger: the very words for a workspace that is not there', async () => {
    const absent = `/console/v1/workspaces/${NOBODY}`
    const all = [...operations(workspace), ...readsOfMembers(workspace)]
    const none = [...operations(absent), ...readsOfMembers(absent)]
    for (const [index, [method, path, body]] of all.entries()) {
      const [, elsewhere = ''] = none[index] ?? []
      const answer = await stranger.call(method, path, body)
      const missing = await stranger.call(method, elsewhere, body)
      expect([answer.status, answer.text], path).toEqual([missing.status, missing.text])
      expect(answer.status, path).toBe(404)
    }
  })

  test('of another workspace are not found through one’s own', async () => {
    for (const [method, path, body] of operations(theirs).slice(2)) {
      const { status } = await stranger.call(method, path, body)
      expect(status, `${method} ${path}`).toBe(404)
    }
    expect(
      (await console.call('GET', `${workspace}/webhooks/${webhookId}`)).json.webhook,
    ).toMatchObject({ enabled: true, former_secret_until: null })
  })

  test('are changed by admins alone; members see what concerns them', async () => {
    for (const [method, path, body] of operations(workspace)) {
      const { status } = await member.call(method, path, body)
      expect(status, `${method} ${path}`).toBe(403)
    }
    expect((await member.call('POST', `${workspace}/alerts`, ALERT)).status).toBe(403)
    for (const [method, path] of readsOfMembers(workspace)) {
      expect((await member.call(method, path)).status, path).toBe(200)
    }
  })

  test('take no API key, and change nothing without the CSRF token', async () => {
    const { url, apiKey } = console.server
    const headers = { Authorization: `Bearer ${apiKey}` }
    expect((await fetch(`${url}${workspace}/webhooks`, { headers })).status).toBe(401)
    const without = { 'X-CSRF-Token': undefined }
    const answer = await console.call(
      'DELETE',
      `${workspace}/alerts/${alertId}`,
      undefined,
      without,
    )
    expect(answer.status).toBe(403)
  })

  test('a secret is shown once, and lies nowhere in the open', async () => {
    expect(secret).toMatch(/^whsec_/)
    const again = await console.call('GET', `${workspace}/webhooks`)
    expect(again.text).not.toContain('whsec_')
    const data = join(console.server.directory, 'data')
    const bare = secret.slice('whsec_'.length)
    for (const name of readdirSync(data)) {
      const octets = readFileSync(join(data, name))
      expect(octets.includes(bare), name).toBe(false)
      expect(octets.includes(Buffer.from(bare, 'base64')), name).toBe(false)
    }
    expect(console.server.output()).not.toContain(bare)
  })

  test('a calendar address ends in the moment in which its owner leaves', async () => {
    const { json } = await member.call('POST', `${workspace}/calendar-feed`)
    const path = new URL(json.url).pathname
    const read = async (): Promise<number> => (await fetch(console.server.url + path)).status
    expect(await read()).toBe(200)
    const left = await console.call('DELETE', `${workspace}/members/${member.userId}`)
    expect(left.status).toBe(200)
    expect(await read()).toBe(404)
  })

  test('and with the workspace', async () => {
    const { json } = await stranger.call('POST', `${theirs}/calendar-feed`)
    const path = new URL(json.url).pathname
    expect((await fetch(console.server.url + path)).status).toBe(200)
    const deleted = await stranger.call('POST', `${theirs}/delete`, { name: 'Theirs' })
    expect([deleted.status, deleted.text]).toEqual([200, '{}'])
    expect((await fetch(console.server.url + path)).status).toBe(404)
  })

  test('what is asked wrongly is answered with what to do', async () => {
    const { status, json } = await console.call(
      'GET',
      `${workspace}/expiry/days?from=2026-01-01&to=2030-01-01`,
    )
    expect([status, json.error]).toEqual([
      400,
      'the range ends before it begins, or spans more than 800 days; choose another',
    ])
    const foreign = await console.call('POST', `${workspace}/webhooks`, {
      url: 'https://[::ffff:169.254.169.254]/',
    })
    expect(foreign.status).toBe(400)
    expect(foreign.json.error).toContain('CERTMAN_WEBHOOK_ALLOWED_NETWORKS')
  })
})
