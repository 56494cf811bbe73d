import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nextCodeOf } from '../_kit/authenticator-app.ts'
import { CHROMIUM, openBrowser, type TestBrowser, type WatchedPage } from '../_kit/browser.ts'
import { openConsole, PASSWORD, tokenIn, type ConsoleSession } from '../_kit/console-session.ts'
import { startServer } from '../_kit/server.ts'
import type { Page } from 'playwright-core'

/** How people come in, in a real browser against a real server. */
describe.skipIf(CHROMIUM === null)('signing in', () => {
  let console: ConsoleSession
  let browser: TestBrowser

  beforeAll(async () => {
    console = await openConsole()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await console?.[Symbol.asyncDispose]()
  })

  test('the first visit: a password, a passkey at once, and there one is', async () => {
    await using server = await startServer()
    const url = server.url.replace('127.0.0.1', 'localhost')
    const link = `${url}/setup#token=${tokenIn(server.output())}`
    await using opened = await browser.open(link)
    const { page } = opened
    await addAuthenticator(opened)
    await passwordOf(page).fill('letmein1')
    await page.getByRole('button', { name: 'Set password and continue' }).click()
    await page.getByText('is on lists of common and breached ones').waitFor()
    await opened.screenshot('setup-refused')
    await passwordOf(page).fill(PASSWORD)
    await page.getByRole('button', { name: 'Set password and continue' }).click()
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.waitForURL(/\/w\/my-workspace/)
    expect(page.url()).not.toContain('token')

    // Out, and in again without typing anything.
    await page.getByRole('button', { name: 'Account: owner@localhost' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(/\/w\/my-workspace/)

    // The link is used up.
    await using second = await browser.open(link)
    await second.page.getByText('This link does not work any more').waitFor()
    await second.page.getByRole('link', { name: 'Go to sign-in' }).waitFor()
  })

  test('a password that is wrong, then the right one, back to where one wanted to be', async () => {
    await console.addPerson('ada@example.com')
    await using opened = await browser.open(`${console.url}/account`)
    const { page } = opened
    await page.waitForURL(/\/sign-in\?next=%2Faccount/)
    await signIn(page, 'ada@example.com', 'another one')
    await page.getByText('the password is not right').waitFor()
    await opened.screenshot('sign-in-refused')
    await passwordOf(page).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(`${console.url}/account`)
    await page.getByRole('heading', { name: 'Sessions' }).waitFor()
  })

  test.each([
    '//evil.example/',
    'https://evil.example/',
    '/\\evil.example/',
    '/%09/evil.example',
    '/..//evil.example/',
    '/.//evil.example/',
    'javascript:alert(1)',
  ])('no address leads to another site: %s', async (next) => {
    const { owner } = console
    await using opened = await browser.open(
      `${console.url}/sign-in?next=${encodeURIComponent(next)}`,
    )
    const { page } = opened
    await signIn(page, owner.email, owner.password)
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    expect(new URL(page.url()).origin).toBe(console.url)
  })

  test('without TLS a link is not used up for a session that nobody could keep', async () => {
    await console.command('user', 'create', '--email', 'tim@example.com')
    const token = tokenIn(await console.command('user', 'set-up-link', 'tim@example.com'))
    await using opened = await browser.open(`${console.url}/icon.svg`)
    const { page } = opened
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'isSecureContext', { value: false })
    })
    await page.goto(`${console.url}/setup#token=${token}`)
    await page.getByText('This page was opened without TLS').waitFor()
    await passwordOf(page).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await opened.screenshot('setup-without-tls')
    await using fine = await browser.open(`${console.url}/setup#token=${token}`)
    await passwordOf(fine.page).waitFor()

    // A browser that keeps no cookie all the same is told so, instead of going in circles.
    await using forgetful = await browser.open(`${console.url}/sign-in`)
    await forgetful.page.route('**/console/v1/session', (route) =>
      route.fulfill({ status: 401, json: {} }),
    )
    await signIn(forgetful.page, console.owner.email, console.owner.password)
    await forgetful.page.getByText('did not keep the session').waitFor()
  })

  test('an authenticator app: scanned, asked for, and stood in for by a recovery code once', async () => {
    const { session } = await console.addPerson('grace@example.com')
    await using opened = await browser.open(`${console.url}/account`, { session })
    const { page } = opened
    await page.getByRole('button', { name: 'Add an authenticator app' }).click()
    const secret = (await page.getByText(/^[A-Z2-7]{32}$/).textContent()) ?? ''
    await page.getByLabel('Code that the app shows').fill('000000')
    await page.getByRole('button', { name: 'Turn on' }).click()
    await page.getByText('this code is not right', { exact: false }).waitFor()
    const code = nextCodeOf(secret)
    await page.getByLabel('Code that the app shows').fill(code)
    await page.getByRole('button', { name: 'Turn on' }).click()
    await page.getByRole('heading', { name: 'Recovery codes' }).waitFor()
    const [recoveryCode = ''] = await page
      .getByRole('dialog')
      .getByRole('listitem')
      .allTextContents()
    // It does not close before somebody says that they are kept.
    await page.keyboard.press('Escape')
    await opened.screenshot('recovery-codes')
    await page.getByLabel('I have kept them').check()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('10 recovery codes are left').waitFor()
    expect(opened.faults.filter((fault) => !fault.includes('400'))).toEqual([])

    await using elsewhere = await browser.open(`${console.url}/sign-in`)
    await signIn(elsewhere.page, 'grace@example.com', PASSWORD)
    await elsewhere.page.getByLabel('Code of your authenticator app').fill(code)
    await elsewhere.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    // The code that turned the app on is not taken twice.
    await elsewhere.page.getByText('or was used already').waitFor()
    await elsewhere.page.getByRole('button', { name: 'Use a recovery code' }).click()
    await elsewhere.page.getByLabel('Recovery code').fill(recoveryCode)
    await elsewhere.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await elsewhere.page.waitForURL((url) => url.pathname !== '/sign-in')

    await page.reload()
    await page.getByText('9 recovery codes are left').waitFor()
    // What somebody does not recognize is ended from here.
    await page.getByRole('button', { name: 'End all others' }).click()
    await page.getByText('1 session has ended').waitFor()
    await elsewhere.page.goto(`${console.url}/account`)
    await elsewhere.page.waitForURL(/\/sign-in/)
  })

  test('what is sensitive asks for a fresh proof, and goes on with it', async () => {
    const { session } = await console.addPerson('joan@example.com')
    await using opened = await browser.open(`${console.url}/account`, { session })
    const { page } = opened
    await page.getByRole('heading', { name: 'Passkeys' }).waitFor()
    // Ten minutes later, as the server answers then.
    let stale = true
    await page.route('**/console/v1/account/password', async (route) => {
      if (!stale) return route.continue()
      stale = false
      return route.fulfill({
        status: 403,
        headers: { 'Certman-Error-Code': 'stepUpRequired' },
        json: { error: 'confirm that it is you' },
      })
    })
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByLabel('New password').fill('seven boats in the attic')
    await page.getByRole('dialog').getByRole('button', { name: 'Change password' }).click()
    const proof = page.getByRole('dialog', { name: 'Confirm that it is you' })
    await proof.getByLabel('Password', { exact: true }).fill('not this one')
    await proof.getByRole('button', { name: 'Confirm' }).click()
    await proof.getByText('The password is not right').waitFor()
    await opened.screenshot('fresh-proof')
    await proof.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await proof.getByRole('button', { name: 'Confirm' }).click()
    await page.getByText('The password is changed').waitFor()
  })

  test('a workspace that asks for a second factor opens once there is one', async () => {
    const lin = await console.addPerson('lin@example.com')
    const made = await lin.call('POST', '/console/v1/workspaces', { name: 'Careful' })
    const { id, slug } = made.json.workspace as { readonly id: string; readonly slug: string }
    await using opened = await browser.open(`${console.url}/account`, { session: lin.session })
    const { page } = opened
    await addAuthenticator(opened)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('On one device').waitFor()
    const asked = await lin.call('PATCH', `/console/v1/workspaces/${id}`, {
      requiresSecondFactor: true,
    })
    expect(asked.status).toBe(200)

    // With the password alone she stands before the door.
    await page.getByRole('button', { name: 'Account: lin@example.com' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
    await signIn(page, 'lin@example.com', PASSWORD)
    await page.waitForURL(new RegExp(`/w/${slug}`))
    const door = page.getByRole('dialog', { name: 'Show your second factor' })
    await door.waitFor()
    await opened.screenshot('second-factor-wanted')
    await door.getByRole('button', { name: 'Confirm with a passkey' }).click()
    await door.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    const entered = await page.evaluate(
      async (path) => (await fetch(path)).status,
      `/console/v1/workspaces/${id}`,
    )
    expect(entered).toBe(200)
  })

  test('two browsers, two workspaces: neither sees anything of the other', async () => {
    const eve = await console.addPerson('eve@example.com')
    const made = await eve.call('POST', '/console/v1/workspaces', { name: 'Elsewhere Inc' })
    const { slug } = made.json.workspace as { readonly slug: string }
    const { session } = console.owner
    await using ours = await browser.open(`${console.url}/w/${console.slug}/authorities`, {
      session,
    })
    await ours.page.getByText('My Workspace Issuing CA').first().waitFor({ state: 'attached' })
    const theirs = { session: eve.session }
    await using hers = await browser.open(`${console.url}/w/${console.slug}/authorities`, theirs)
    // An address of ours is answered as one that is of nobody.
    const heading = hers.page.getByRole('heading', { level: 1 })
    const answered = await heading.textContent()
    await hers.page.goto(`${console.url}/w/of-nobody/authorities`)
    expect(await heading.textContent()).toBe(answered)
    await hers.page.goto(`${console.url}/w/${slug}/authorities`)
    await hers.page.getByRole('heading', { level: 1 }).waitFor()
    for (const [page, foreign] of [
      [hers.page, 'My Workspace'],
      [ours.page, 'Elsewhere Inc'],
    ] as const) {
      expect(await page.getByText(foreign).count()).toBe(0)
    }
  })
})

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await passwordOf(page).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

function passwordOf(page: Page) {
  return page.getByLabel('Password', { exact: true })
}

/** One that says yes at once, as a person's finger does. */
async function addAuthenticator({ page, context }: WatchedPage): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
