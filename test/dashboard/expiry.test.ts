import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'

describe.skipIf(CHROMIUM === null)('what expires', () => {
  let browser: TestBrowser
  let console: ConsoleSession
  let caId = ''

  beforeAll(async () => {
    browser = await openBrowser()
    console = await openConsole()
    const { json } = await console.call(
      'GET',
      `/console/v1/workspaces/${console.workspaceId}/authorities`,
    )
    caId = json.authorities.find(
      (one: { parent_ca_id: string | null }) => one.parent_ca_id !== null,
    ).id
  })
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await console[Symbol.asyncDispose]()
  })

  const open = async (search = ''): ReturnType<TestBrowser['open']> =>
    browser.open(`${console.url}/w/${console.slug}/expiry${search}`, {
      session: console.owner.session,
    })

  async function issue(commonName: string, validityDays: number): Promise<void> {
    const { url, apiKey } = console.server
    const answer = await fetch(`${url}/v1/certificates`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ caId, commonName, validityDays }),
    })
    if (answer.status !== 200) throw new Error(await answer.text())
  }

  test('nothing, at first, and the page says so', async () => {
    await using opened = await open()
    await opened.page.getByText('Nothing expires in the next 90 days').waitFor()
    await opened.screenshot('expiry-empty')
    expect(opened.faults).toEqual([])
  })

  test('is seen in four views of the same, and a day of the heat map opens its list', async () => {
    await issue('soon.example.com', 5)
    await issue('near.example.com', 20)
    await issue('far.example.com', 80)
    await issue('next-year.example.com', 200)
    await using opened = await open()
    const { page } = opened
    await page.getByRole('link', { name: 'soon.example.com' }).waitFor()
    await page.getByRole('link', { name: 'far.example.com' }).waitFor()
    expect(await page.getByText('next-year.example.com').count()).toBe(0)
    await opened.screenshot('expiry-timeline')
    await page.getByRole('button', { name: 'View as table' }).click()
    expect(await page.getByRole('row').count()).toBe(4)

    await page.getByRole('tab', { name: 'Heat map' }).click()
    await page.getByText('4 certificates expire within a year').waitFor()
    await opened.screenshot('expiry-heat-map')
    const day = page.locator('[data-day]').filter({ hasText: '' })
    expect(await day.count()).toBe(371)
    // By keys: what the square says is written below, for whoever sees it.
    await page.locator('[data-day][tabindex="0"]').focus()
    await page.keyboard.press('ArrowDown')
    await page
      .locator('p')
      .getByText(/: \d certificates?$/)
      .waitFor()
    const end = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
    await page.locator(`[data-day="${end}"]`).click()
    await page.getByRole('link', { name: 'near.example.com' }).waitFor()
    expect(new URL(page.url()).search).toContain(`from=${end}`)
    expect(await page.getByRole('link', { name: 'soon.example.com' }).count()).toBe(0)
    await opened.screenshot('expiry-list')

    await page.getByRole('tab', { name: 'Calendar' }).click()
    await page.getByRole('button', { name: 'Today' }).waitFor()
    await opened.screenshot('expiry-calendar')
    expect(opened.faults).toEqual([])
  })

  test('what ends in two days is not said to end tomorrow', async () => {
    await issue('two-days.example.com', 2)
    await using opened = await open('?view=list')
    const row = opened.page.getByRole('row', { name: 'two-days.example.com' })
    await row.getByRole('cell', { name: 'expires in 1 day' }).last().waitFor()
    expect(await row.textContent()).not.toContain('tomorrow')
  })

  test('comes to a calendar by a secret address, which ends when it is revoked', async () => {
    await issue('calendar.example.com', 30)
    await using opened = await open()
    const { page } = opened
    await page.getByRole('button', { name: 'Calendar feed' }).click()
    await page.getByRole('button', { name: 'Create address' }).click()
    const address = page.getByRole('group', { name: 'Address of the calendar' })
    await address.waitFor()
    const url = ((await address.textContent()) ?? '').trim()
    const path = new URL(url).pathname
    await opened.screenshot('expiry-feed')
    const read = async (): Promise<Response> => fetch(console.server.url + path)
    const calendar = await read()
    expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(await calendar.text()).toContain('SUMMARY:Expires: calendar.example.com')
    expect(console.server.output()).not.toContain(path)

    await page.getByRole('button', { name: 'Revoke address' }).click()
    await page.getByText('You have no calendar address').waitFor()
    expect((await read()).status).toBe(404)
    expect((await fetch(`${console.server.url}/calendar/x.ics`)).status).toBe(404)
  })

  test('of days that make no range, the page says what is wrong', async () => {
    await using opened = await open('?view=list&from=2027-01-02&to=2027-01-01')
    await opened.page.getByText('The first day must not be after the last').waitFor()
    expect(opened.faults).toEqual([])
  })
})
