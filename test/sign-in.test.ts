import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, nextCodeOf, octetsOf } from './_kit/authenticator-app.ts'
import { calling, openConsole, PASSWORD, type ConsoleSession } from './_kit/console-session.ts'

/** What a session is worth to somebody who has stolen, forged or framed something; over HTTP against a real server. */
let console: ConsoleSession

beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console?.[Symbol.asyncDispose]())

const ACCOUNT = '/console/v1/account'
const RENAMED = { name: 'Somebody else' }

describe('a forged request', () => {
  test.each([
    ['without the token', { 'X-CSRF-Token': undefined }, 'csrfTokenWrong'],
    ['with a token that is wrong', { 'X-CSRF-Token': 'A'.repeat(43) }, 'csrfTokenWrong'],
    ['from another site', { Origin: 'https://evil.example' }, 'crossOrigin'],
    ['from another port of this host', { Origin: 'http://localhost:1' }, 'crossOrigin'],
    ['from a sandboxed frame', { Origin: 'null' }, 'crossOrigin'],
    ['that does not say from where', { Origin: undefined }, 'crossOrigin'],
    ['that the browser calls cross-site', { 'Sec-Fetch-Site': 'cross-site' }, 'crossOrigin'],
    ['from a sister site', { 'Sec-Fetch-Site': 'same-site' }, 'crossOrigin'],
  ])('%s changes nothing', async (_, headers, code) => {
    const answer = await console.call('PATCH', ACCOUNT, RENAMED, headers)
    expect([answer.status, answer.headers.get('certman-error-code')]).toEqual([403, code])
    expect((await console.call('GET', '/console/v1/session')).json.user.name).toBe('')
  })

  test('with the token of another session changes nothing', async () => {
    const eve = await console.addPerson('eve@example.com')
    const headers = { 'X-CSRF-Token': eve.csrfToken }
    expect((await console.call('PATCH', ACCOUNT, RENAMED, headers)).status).toBe(403)
  })

  test('as a form, which needs no permission from us, is not taken', async () => {
    const headers = { 'Content-Type': 'text/plain' }
    expect((await console.call('PATCH', ACCOUNT, RENAMED, headers)).status).toBe(415)
  })

  test('to sign in is refused too: nobody is signed in as an attacker without knowing', async () => {
    const call = calling(console.url)
    const body = { email: 'eve@example.com', password: PASSWORD }
    const headers = { Origin: 'https://evil.example' }
    const answer = await call('POST', '/console/v1/sign-in/password', body, headers)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('set-cookie')).toBeNull()
  })
})

describe('a session', () => {
  test('is kept in a cookie that no script reads and no other host sets', async () => {
    const body = { email: 'eve@example.com', password: PASSWORD }
    const { headers } = await calling(console.url)('POST', '/console/v1/sign-in/password', body)
    const cookie = headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^__Host-certman=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; /)
    expect(cookie).not.toMatch(/Domain/i)
  })

  test('that was stolen is worth nothing once it has ended', async () => {
    const ada = await console.addPerson('ada@example.com')
    expect((await ada.call('GET', '/console/v1/session')).status).toBe(200)
    const left = await ada.call('POST', '/console/v1/sign-out')
    expect(left.headers.get('set-cookie')).toMatch(/^__Host-certman=; .*Max-Age=0/)
    for (const [method, path] of [
      ['GET', '/console/v1/session'],
      ['PATCH', ACCOUNT],
    ] as const) {
      expect((await ada.call(method, path, method === 'GET' ? undefined : RENAMED)).status).toBe(
        401,
      )
    }
  })

  test('that a browser had before it signs in again is worth nothing from then on', async () => {
    const former = await console.addPerson('grace@example.com')
    const body = { email: former.email, password: PASSWORD }
    const cookie = { Cookie: `__Host-certman=${former.session}` }
    const again = await former.call('POST', '/console/v1/sign-in/password', body, cookie)
    const token = /__Host-certman=([\w-]{43});/.exec(again.headers.get('set-cookie') ?? '')?.[1]
    expect(again.status).toBe(200)
    expect(token).not.toBe(former.session)
    expect((await former.call('GET', '/console/v1/session')).status).toBe(401)
    const renewed = { Cookie: `__Host-certman=${token}` }
    const session = await former.call('GET', '/console/v1/session', undefined, renewed)
    expect(session.json.user.email).toBe(former.email)
  })

  test('is no credential for /v1, nor an API key one for the console', async () => {
    const v1 = await console.call('GET', '/v1/whoami')
    expect(v1.status).toBe(401)
    const key = { Authorization: `Bearer ${console.server.apiKey}` }
    const answer = await calling(console.url, key)('GET', '/console/v1/session')
    expect(answer.status).toBe(401)
  })

  test('tells no other origin anything, and is shown in nobody’s frame', async () => {
    const asked = await console.call('GET', '/console/v1/session', undefined, {
      Origin: 'https://evil.example',
    })
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
    expect(asked.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(asked.headers.get('cache-control')).toBe('no-store')
    for (const path of ['/console/v1/session', '/sign-in', '/setup', '/account']) {
      const { headers } = await console.call('GET', path)
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    }
  })
})

describe('what signing in leaves behind', () => {
  test('nothing secret in the files, nor in what is printed', async () => {
    const { json } = await console.call('POST', '/console/v1/account/authenticator-app')
    const confirmed = await console.call('POST', '/console/v1/account/authenticator-app/confirm', {
      code: codeOf(json.secret, Date.now()),
    })
    const codes = confirmed.json.recoveryCodes as string[]
    const data = join(console.server.directory, 'data')
    const files = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isFile())
    const octets = Buffer.concat([
      ...files.map(({ name }) => readFileSync(join(data, name))),
      Buffer.from(console.server.output().replaceAll(/setup#token=\S+/g, '')),
    ])
    const { session, csrfToken } = console.owner
    for (const secret of [PASSWORD, session, csrfToken, octetsOf(json.secret), ...codes]) {
      expect(octets.includes(secret)).toBe(false)
    }
    await console.call('DELETE', '/console/v1/account/authenticator-app')
  })

  test('a record of who came and went, and of who was turned away', async () => {
    const call = calling(console.url)
    await call('POST', '/console/v1/sign-in/password', { email: 'eve@example.com', password: 'no' })
    // Refusals are gathered for a second.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const { text: log } = await console.call('GET', '/console/v1/instance/audit-log?pageSize=100')
    for (const action of [
      'setupLink.redeemed',
      'session.began',
      'session.ended',
      'oneTimeCode.added',
      'oneTimeCode.removed',
      'authentication.refused',
    ]) {
      expect(log).toContain(action)
    }
    expect(log).not.toContain(PASSWORD)
  })
})

test('an authenticator app goes on after the master key was rotated and the server restarted', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'certman-sign-in-'))
  try {
    let secret = ''
    {
      await using before = await openConsole({ directory })
      secret = (await before.call('POST', '/console/v1/account/authenticator-app')).json.secret
      const code = codeOf(secret, Date.now())
      await before.call('POST', '/console/v1/account/authenticator-app/confirm', { code })
      await before.command('rotate-master-key')
    }
    const { startServer } = await import('./_kit/server.ts')
    await using server = await startServer({ directory })
    const call = calling(server.url.replace('127.0.0.1', 'localhost'))
    const body = { email: 'owner@localhost', password: PASSWORD }
    const { json } = await call('POST', '/console/v1/sign-in/password', body)
    expect(json.status).toBe('secondFactor')
    const finished = await call('POST', '/console/v1/sign-in/code', {
      ticket: json.ticket,
      code: nextCodeOf(secret),
    })
    expect(finished.json.status).toBe('signedIn')
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})
