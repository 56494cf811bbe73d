import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser, type WatchedPage } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { startIdentityProvider, type TestProvider } from '../_kit/identity-provider.ts'

/** A round trip to a real provider of OpenID Connect, in a real browser. */
describe.skipIf(CHROMIUM === null)('single sign-on', () => {
  let provider: TestProvider
  let console: ConsoleSession
  let browser: TestBrowser

  beforeAll(async () => {
    provider = await startIdentityProvider()
    console = await openConsole({
      environment: {
        CERTMAN_OIDC_ISSUER: provider.issuer,
        CERTMAN_OIDC_CLIENT_ID: provider.clientId,
        CERTMAN_OIDC_CLIENT_SECRET: provider.clientSecret,
        CERTMAN_OIDC_NAME: 'Example ID',
      },
    })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await console?.[Symbol.asyncDispose]()
    await provider?.[Symbol.asyncDispose]()
  })

  /** Through the provider's own pages, until the browser is back. */
  const goThrough = async (name: string, next = '/account'): Promise<WatchedPage> => {
    const opened = await browser.open(`${console.url}/sign-in?next=${encodeURIComponent(next)}`)
    const { page } = opened
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click()
    await page.waitForURL((url) => url.origin === provider.issuer)
    await page.locator('input[name=login]').fill(name)
    await page.locator('input[name=password]').fill('whatever')
    await page.getByRole('button').first().click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL((url) => url.origin === console.url)
    return opened
  }

  test('signs in a user whose address the provider has verified, and knows them from then on', async () => {
    await console.addPerson('ada@example.com')
    provider.people.set('ada', { email: 'Ada@Example.com', email_verified: true, name: 'Ada' })
    await using opened = await goThrough('ada')
    expect(new URL(opened.page.url()).pathname).toBe('/account')
    await opened.page.getByRole('heading', { name: 'Accounts elsewhere' }).waitFor()
    await opened.page.getByText('Example ID').waitFor()
    await opened.screenshot('account-with-provider')
    // The address may change there: the provider's own name for them does not.
    provider.people.set('ada', { email: 'ada@elsewhere.example', email_verified: false })
    await using again = await goThrough('ada')
    await again.page.getByRole('heading', { name: 'Accounts elsewhere' }).waitFor()
  })

  test.each([
    ['nobody here', { email: 'eve@example.com', email_verified: true }, 'Nobody with this e-mail'],
    [
      'an address that is not verified',
      { email: 'owner@localhost', email_verified: false },
      'has not verified your e-mail address',
    ],
  ])('lets in %s: not', async (name, person, sentence) => {
    provider.people.set(name, person)
    await using opened = await goThrough(name)
    await opened.page.getByText(sentence).waitFor()
    await opened.page.goto(`${console.url}/account`)
    await opened.page.waitForURL(/\/sign-in/)
  })

  test('makes the account of somebody who was invited', async () => {
    const { json } = await console.call(
      'POST',
      `/console/v1/workspaces/${console.workspaceId}/invitations`,
      { email: 'grace@example.com', role: 'member' },
    )
    expect(json.invitation.email).toBe('grace@example.com')
    provider.people.set('grace', {
      email: 'grace@example.com',
      email_verified: true,
      name: 'Grace',
    })
    await using opened = await goThrough('grace', '/')
    await opened.page.waitForURL(new RegExp(`/w/${console.slug}`))
    await opened.page.getByText('Grace').first().waitFor()
  })

  test('cannot be finished by another browser, nor twice', async () => {
    provider.people.set('joan', { email: 'owner@localhost', email_verified: true })
    await using opened = await browser.open(`${console.url}/sign-in`)
    const { page } = opened
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click()
    await page.locator('input[name=login]').fill('joan')
    await page.locator('input[name=password]').fill('whatever')
    await page.getByRole('button').first().click()
    const held = provider.hold()
    await page.getByRole('button', { name: 'Continue' }).click()
    const callback = await held
    // A victim who is sent the address must not be signed in as somebody else.
    await using victim = await browser.open(callback)
    await victim.page.getByText('was begun in another browser').waitFor()
    // Whoever began it may still go on, once; the state is not another one.
    await page.goto(callback.replace(/state=[^&]+/, 'state=other'))
    await page.getByText('did not sign you in').waitFor()
    await page.goto(callback)
    await page.getByText('That took too long').waitFor()
  })
})
