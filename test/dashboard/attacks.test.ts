import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import type { AddressInfo } from 'node:net'

/**
 * Somebody who is signed in opens a page of an attacker's, in a real browser. It is on another port of the same host: the
 * nearest that there is, since cookies know no ports, and the browser sends the session along.
 */
describe.skipIf(CHROMIUM === null)('a page of an attacker', () => {
  let console: ConsoleSession
  let browser: TestBrowser
  let attacker: Server
  /** What the attacker's page holds; set by each test. */
  let markup = ''
  let cookies: string | undefined

  beforeAll(async () => {
    console = await openConsole()
    browser = await openBrowser()
    attacker = createServer((request, response) => {
      cookies = request.headers.cookie ?? cookies
      response.setHeader('Content-Type', 'text/html').end(`<!doctype html>${markup}`)
    })
    await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await console?.[Symbol.asyncDispose]()
    await new Promise((resolve) => attacker.close(resolve))
  })

  const visit = (content: string) => {
    markup = content
    const { port } = attacker.address() as AddressInfo
    return browser.open(`http://localhost:${port}/`, { session: console.owner.session })
  }
  const nameOfOwner = async (): Promise<string> =>
    (await console.call('GET', '/console/v1/session')).json.user.name
  /** What the attacker's script is answered: nothing that it may read, or why not. */
  const attempt = async (path: string, options: object): Promise<string> => {
    await using opened = await visit('<title>Win a prize</title>')
    return await opened.page.evaluate(
      ([url, init]) =>
        fetch(url, init as RequestInit).then(
          (response) => `${response.type} ${response.status}`,
          (error: unknown) => String(error),
        ),
      [console.url + path, options] as const,
    )
  }

  test('is sent the session by the browser: what follows is refused for another reason', async () => {
    await using _opened = await visit('<title>Win a prize</title>')
    expect(cookies).toContain(`__Host-certman=${console.owner.session}`)
  })

  test('shows no page of ours in a frame (clickjacking)', async () => {
    const paths = ['/account', `/w/${console.slug}/settings`, '/sign-in', '/oauth/consent']
    for (const path of paths) {
      await using opened = await visit(`<iframe src="${console.url}${path}"></iframe>`)
      const { page } = opened
      await page.waitForLoadState('networkidle')
      const [, frame] = page.frames()
      // Chromium shows a page of its own in its place.
      expect(frame?.url(), path).toMatch(/^chrome-error:/)
      expect(await frame?.locator('body').innerText()).not.toContain('Certman')
    }
  })

  test.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['a form that looks like JSON', 'text/plain'],
  ])('changes nothing by %s that submits itself', async (_, encoding) => {
    const target = `${console.url}/console/v1/workspaces`
    const field = `{"name":"Stolen","ignored":"`
    await using opened = await visit(
      `<form method="post" enctype="${encoding}" action="${target}"><input name='${field}' value='"}'></form>
       <script>document.forms[0].submit()</script>`,
    )
    await opened.page.waitForURL(target)
    expect(await opened.page.locator('body').innerText()).toContain(
      'did not come from a page of this server',
    )
    const { workspaces } = (await console.call('GET', '/console/v1/session')).json
    expect(workspaces).toHaveLength(1)
  })

  test('changes nothing by a script, and reads nothing', async () => {
    const body = JSON.stringify({ name: 'Somebody else' })
    const json = { 'Content-Type': 'application/json' }
    const rename = { method: 'PATCH', credentials: 'include', headers: json, body }
    expect(await attempt('/console/v1/account', rename)).toContain('Failed to fetch')
    expect(await nameOfOwner()).toBe('')
    expect(await attempt('/console/v1/session', { credentials: 'include' })).toContain(
      'Failed to fetch',
    )
    // Not even as something that it cannot look into: not an image, not a script.
    const blind = { credentials: 'include', mode: 'no-cors' }
    expect(await attempt('/console/v1/session', blind)).toContain('Failed to fetch')
  })

  test('signs nobody in as somebody else', async () => {
    const body = JSON.stringify({ email: console.owner.email, password: console.owner.password })
    const init = { method: 'POST', credentials: 'include', mode: 'no-cors', body }
    expect(await attempt('/console/v1/sign-in/password', init)).toContain('Failed to fetch')
  })

  test('holds no window of ours by the hand that opened it', async () => {
    await using opened = await visit('<title>Win a prize</title>')
    const { page, context } = opened
    const popup = context.waitForEvent('page')
    await page.evaluate((url) => {
      Object.assign(globalThis, { theirs: window.open(url) })
    }, `${console.url}/account`)
    await (await popup).waitForLoadState()
    const isClosed = await page.evaluate(() => (globalThis as { theirs?: Window }).theirs?.closed)
    expect(isClosed).toBe(true)
  })
})

describe.skipIf(CHROMIUM === null)('a session that was copied from a browser', () => {
  test('is read by no script, and is worth nothing once its owner has signed out', async () => {
    await using console = await openConsole()
    await using browser = await openBrowser()
    const { owner, url } = console
    await using theirs = await browser.open(`${url}/account`, { session: owner.session })
    await theirs.page.getByRole('heading', { name: 'Sessions' }).waitFor()
    expect(await theirs.page.evaluate('document.cookie')).toBe('')
    await using thief = await browser.open(`${url}/account`, { session: owner.session })
    await thief.page.getByRole('heading', { name: 'Sessions' }).waitFor()
    await owner.call('POST', '/console/v1/sign-out')
    await thief.page.reload()
    await thief.page.waitForURL(/\/sign-in/)
  })
})
