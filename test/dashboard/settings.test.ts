import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser, type WatchedPage } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'

describe.skipIf(CHROMIUM === null)('the settings of a workspace, in a browser', () => {
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

  function open(page: string): Promise<WatchedPage> {
    const { session } = console.owner
    return browser.open(`${console.url}/w/${console.slug}/${page}`, { session })
  }

  test('a workspace is renamed, and its address goes along', async () => {
    await using opened = await open('settings')
    const { page } = opened
    await page.getByLabel('Name').fill('Acme Production')
    await page.getByLabel('Address').fill('acme-production')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(/\/w\/acme-production\/settings/)
    await page.getByText('Settings saved').waitFor()
    const path = `/console/v1/workspaces/${console.workspaceId}`
    await console.call('PATCH', path, { name: 'My Workspace', slug: console.slug })
    expect(opened.faults).toEqual([])
  })

  test('is not deleted while a CA is in force, and says so', async () => {
    await using opened = await open('settings')
    const { page } = opened
    await page.getByRole('button', { name: 'Delete workspace' }).click()
    const dialog = page.getByRole('dialog')
    const remove = dialog.getByRole('button', { name: 'Delete workspace' })
    expect(await remove.getAttribute('aria-disabled')).toBe('true')
    await dialog.getByRole('textbox').fill('My Workspace')
    await remove.click()
    await page.getByText('certificate authorities are in force').waitFor()
    await opened.screenshot('settings-delete-refused')
  })

  test('a new workspace is made and opened; a slug that is taken is refused at its field', async () => {
    await using opened = await browser.open(`${console.url}/workspaces?new=1`, {
      session: console.owner.session,
    })
    const { page } = opened
    await page.getByLabel('Name').fill('Home Lab')
    await page.getByLabel('Address').fill(console.slug)
    await page.getByRole('button', { name: 'Create workspace' }).click()
    await page.getByText(`"${console.slug}" is taken`).waitFor()
    await page.getByLabel('Address').fill('')
    await page.getByRole('button', { name: 'Create workspace' }).click()
    await page.waitForURL(/\/w\/home-lab/)
  })

  test('what is chosen at first where somebody issues is what the settings say', async () => {
    await using opened = await open('settings')
    const { page } = opened
    await page.getByLabel('Certificate authority').selectOption({ label: 'My Workspace Root CA' })
    await page.getByLabel('Validity').selectOption('30')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Settings saved').waitFor()
    await page.goto(`${console.url}/w/${console.slug}/certificates?issue=`)
    const drawer = page.getByRole('dialog')
    await drawer.getByText('30 days').waitFor()
    const chosen = drawer.getByLabel('Certificate authority').locator('option:checked')
    expect(await chosen.textContent()).toContain('My Workspace Root CA')
    expect(await drawer.getByLabel('Another number of days').inputValue()).toBe('30')
  })

  test('nobody demands a second factor that they have not themselves', async () => {
    await using opened = await open('settings')
    const { page } = opened
    await page.getByRole('switch', { name: 'Require a second factor' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your own account has no second factor').waitFor()
  })
})
