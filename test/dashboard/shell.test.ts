import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser } from '../_kit/browser.ts'
import { openConsole } from '../_kit/console-session.ts'
import type { PageOptions, TestBrowser, WatchedPage } from '../_kit/browser.ts'
import type { ConsoleSession } from '../_kit/console-session.ts'

describe.skipIf(CHROMIUM === null)('the frame of the dashboard', () => {
  let dashboard: ConsoleSession
  let browser: TestBrowser
  let certificate: { readonly id: string; readonly serial_number: string; certificate_pem: string }

  beforeAll(async () => {
    dashboard = await openConsole()
    browser = await openBrowser()
    const root = `/console/v1/workspaces/${dashboard.workspaceId}`
    const { authorities } = (await dashboard.call('GET', `${root}/authorities`)).json
    const caId = authorities.find((one: { parent_ca_id: string | null }) => one.parent_ca_id).id
    const body = { caId, mode: 'managed', commonName: 'findme.example.com', validityDays: 5 }
    certificate = (await dashboard.call('POST', `${root}/certificates`, body)).json.certificate
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await dashboard?.[Symbol.asyncDispose]()
  })

  const open = (path = '', options: PageOptions = {}): Promise<WatchedPage> =>
    browser.open(`${dashboard.url}/w/${dashboard.slug}${path}`, {
      session: dashboard.owner.session,
      ...options,
    })

  test('the root leads to the workspace, and a stranger to the sign-in page with the way back', async () => {
    await using owner = await browser.open(dashboard.url, { session: dashboard.owner.session })
    await owner.page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    expect(new URL(owner.page.url()).pathname).toBe(`/w/${dashboard.slug}`)

    const goal = `/w/${dashboard.slug}/certificates?status=revoked`
    await using stranger = await browser.open(`${dashboard.url}${goal}`)
    await stranger.page.waitForURL(/\/sign-in/)
    expect(new URL(stranger.page.url()).searchParams.get('next')).toBe(goal)
  })

  test("another workspace's address is one that is not there", async () => {
    await using eve = await browser.open(`${dashboard.url}/w/${dashboard.slug}/certificates`, {
      session: (await dashboard.addPerson('eve@example.com')).session,
    })
    await eve.page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
    expect(await eve.page.locator('body').textContent()).not.toContain('findme.example.com')
  })

  test('the overview counts what the lists show, and every number opens its list', async () => {
    await using owner = await open()
    const tile = owner.page.getByRole('link', { name: /Expiring within 30 days/ })
    await tile.getByText('1', { exact: true }).waitFor()
    await tile.click()
    await owner.page.waitForURL(/status=expiring/)
    await owner.page.getByRole('link', { name: 'findme.example.com' }).first().waitFor()

    await owner.page.goBack()
    await owner.page.getByRole('link', { name: /Issued in the last 7 days/ }).click()
    const narrows = owner.page.getByRole('list', { name: 'What narrows the list' })
    await narrows.getByText(/^Issued from: \w{3} \d{1,2}, \d{4}$/).waitFor()
    expect(owner.faults).toEqual([])
  })

  test('what cannot be read is said with the id of the request, and tried again', async () => {
    await using owner = await open('/members')
    await owner.page.getByRole('heading', { level: 1 }).waitFor()
    let fails = true
    await owner.page.route('**/overview', (route) =>
      fails
        ? route.fulfill({
            status: 503,
            headers: { 'content-type': 'application/json', 'x-request-id': 'r-4711' },
            body: JSON.stringify({ error: 'the disk is full; ask the operator' }),
          })
        : route.continue(),
    )
    await owner.page.getByRole('link', { name: 'Overview' }).first().click()
    const alert = owner.page.getByRole('alert')
    await alert.getByText('The disk is full; ask the operator').waitFor({ timeout: 20_000 })
    expect(await alert.textContent()).toContain('r-4711')
    fails = false
    await alert.getByRole('button', { name: 'Try again' }).click()
    await owner.page.getByText('Active certificates').waitFor()
  })

  test.each([
    ['', 'Overview'],
    ['/authorities', 'Certificate Authorities'],
    ['/authorities/00000000-0000-4000-8000-000000000000', 'Certificate Authorities'],
    ['/certificates', 'Certificates'],
    ['/certificates/00000000-0000-4000-8000-000000000000', 'Certificates'],
    ['/jobs', 'Jobs'],
    ['/expiry', 'Expiry'],
    ['/webhooks', 'Webhooks & Alerts'],
    ['/audit-log', 'Audit Log'],
    ['/members', 'Members'],
  ])('a page says under its own title that nothing can be read: %s', async (path, title) => {
    await using owner = await open('/api-access')
    const { page } = owner
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.route('**/console/v1/workspaces/*/**', (route) =>
      route.fulfill({
        status: 503,
        headers: { 'content-type': 'application/json', 'x-request-id': 'r-4711' },
        body: JSON.stringify({ error: 'the disk is full; ask the operator' }),
      }),
    )
    await page.goto(`/w/${dashboard.slug}${path}`)
    await page
      .getByRole('alert')
      .getByText('The disk is full; ask the operator')
      .first()
      .waitFor({ timeout: 20_000 })
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([title])
    expect(owner.faults.filter((fault) => !fault.includes('status of 503'))).toEqual([])
  })

  test('what lies on top covers the whole window, and the page stays where it is', async () => {
    await using owner = await open('/certificates', { height: 500 })
    const { page } = owner
    // Those who do not see the page do not hear it now: its heading is none of theirs.
    const heading = page.locator('h1')
    const before = await heading.boundingBox()
    await page.getByRole('button', { name: 'Decode' }).click()
    await page.getByRole('dialog', { name: 'Decode a PEM' }).waitFor()
    expect(await heading.boundingBox()).toEqual(before)
    const close = page.getByRole('dialog').getByRole('button', { name: 'Close' }).first()
    await close.hover()
    const label = await page.getByRole('tooltip', { includeHidden: true }).boundingBox()
    const dialog = await page.getByRole('dialog').boundingBox()
    expect(label?.y).toBeGreaterThan(dialog?.y ?? Infinity)
    const widths = await page.evaluate(
      '[innerWidth, document.querySelector(".bg-scrim").getBoundingClientRect().width]',
    )
    expect(widths).toEqual([1440, 1440])
  })

  test('the palette finds a certificate by name and by serial number, and decodes a PEM', async () => {
    await using owner = await open()
    const { page } = owner
    await page.getByRole('heading', { level: 1 }).waitFor()
    const palette = page.getByRole('dialog', { name: 'Search and commands' })
    for (const text of ['findme', certificate.serial_number.slice(0, 16)]) {
      await page.keyboard.press('Control+k')
      await palette.getByRole('combobox').fill(text)
      await palette.getByText('findme.example.com').waitFor()
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+k')
    await palette.getByRole('combobox').focus()
    await page.evaluate((pem) => {
      const data = new DataTransfer()
      data.setData('text', pem)
      const event = new ClipboardEvent('paste', {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      })
      document.activeElement?.dispatchEvent(event)
    }, certificate.certificate_pem)
    await palette.getByText('CN=findme.example.com').waitFor()
    expect(owner.faults).toEqual([])
  })

  test('keys lead from page to page, and can be turned off', async () => {
    await using owner = await open()
    const { page } = owner
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.waitForURL(/\/members$/)
    await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    for (const act of ['Issue a certificate', 'Renew selected', 'Revoke selected'])
      await sheet.getByText(act).waitFor()
    await page.getByRole('switch', { name: 'Shortcuts with a single key' }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.waitForTimeout(300)
    expect(page.url()).toMatch(/\/members$/)
  })

  test('theme and language are chosen, at once and for the next visit; nothing flashes', async () => {
    await using owner = await open('', { theme: 'light' })
    const { page } = owner
    await page.getByRole('button', { name: 'Appearance' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click()
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Čeština' }).click()
    await page.getByRole('heading', { name: 'Přehled', level: 1 }).waitFor()
    // The theme stands before anything of the application has run.
    await page.route('**/assets/*.js', (route) => route.abort())
    await page.reload({ waitUntil: 'domcontentloaded' })
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
  })

  test('on a narrow window the sidebar is a drawer', async () => {
    await using owner = await open('', { width: 360, height: 740 })
    const { page } = owner
    await page.getByRole('button', { name: 'Open menu' }).click()
    const drawer = page.getByRole('dialog', { name: 'Main navigation' })
    await drawer.getByRole('link', { name: 'Certificates', exact: true }).click()
    await page.waitForURL(/\/certificates/)
    await drawer.waitFor({ state: 'detached' })
  })

  test('no other page may frame it, and no text becomes a script', async () => {
    const response = await fetch(`${dashboard.url}/sign-in`)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("frame-ancestors 'none'")
    await using owner = await open()
    await owner.page.getByRole('heading', { level: 1 }).waitFor()
    const outcome = await owner.page.evaluate(() => {
      const script = document.createElement('script')
      try {
        script.textContent = 'globalThis.caught = true'
        document.head.append(script)
      } catch (error) {
        return (error as Error).name
      }
      return String('caught' in globalThis)
    })
    expect(['TypeError', 'false']).toContain(outcome)
  })
})
