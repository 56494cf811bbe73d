import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser } from '../_kit/browser.ts'
import { openConsole, PASSWORD, type ConsoleSession } from '../_kit/console-session.ts'

describe.skipIf(CHROMIUM === null)('the page that accepts an invitation', () => {
  let browser: TestBrowser
  let console: ConsoleSession

  beforeAll(async () => {
    browser = await openBrowser()
    console = await openConsole()
  }, 90_000)
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await console[Symbol.asyncDispose]()
  })

  async function invite(email: string): Promise<string> {
    const path = `/console/v1/workspaces/${console.workspaceId}/invitations`
    const { json } = await console.call('POST', path, { email, role: 'member' })
    return String(json.link).replace('127.0.0.1', 'localhost')
  }

  test('somebody with an account signs in on the way, and is in', async () => {
    const { email } = await console.addPerson('paul@example.com')
    await using opened = await browser.open(await invite(email))
    const { page } = opened
    await page.getByRole('button', { name: 'Sign in to join' }).click()
    await page.waitForURL(/\/sign-in\?next=/)
    // The token is a secret: no address of a request shows it.
    expect(page.url()).not.toContain('token')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('button', { name: 'Join', exact: true }).click()
    await page.waitForURL(new RegExp(`/w/${console.slug}$`))
    // That nobody was signed in at first is an answer, which the browser calls an error.
    expect(opened.faults.filter((fault) => !fault.includes('/console/v1/session'))).toEqual([])
  })

  test('a forwarded link lets nobody else in', async () => {
    const { session } = await console.addPerson('mallory@example.com')
    const link = await invite('alice@example.com')
    await using opened = await browser.open(link, { session })
    const { page } = opened
    await page.getByText('You are signed in as mallory@example.com').waitFor()
    expect(await page.getByRole('button', { name: 'Join', exact: true }).count()).toBe(0)
    await opened.screenshot('invitation-of-others')
  })

  test('a link that is cut off says so', async () => {
    await using opened = await browser.open(`${console.url}/accept-invitation`)
    await opened.page.getByText('This link is not complete').waitFor()
  })
})
