import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser, type WatchedPage } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { connectMcp } from '../_kit/mcp-clients.ts'

describe.skipIf(CHROMIUM === null)('the panel of assistants', () => {
  let browser: TestBrowser
  let console: ConsoleSession

  beforeAll(async () => {
    browser = await openBrowser()
    console = await openConsole()
  })
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await console[Symbol.asyncDispose]()
  })

  const address = (client = ''): string =>
    `${console.url}/w/${console.slug}/api-access?tab=mcp${client === '' ? '' : `&client=${client}`}`

  test('tells each program how to connect, and tries the endpoint', async () => {
    const { session } = console.owner
    await using opened = await browser.open(address(), { session })
    const { page } = opened
    await page.getByRole('heading', { name: 'Connect an AI assistant' }).waitFor()
    await page.getByText('No assistant has done anything yet').waitFor()
    await page
      .getByText(`claude mcp add --transport http certman ${console.server.url}/mcp`, {
        exact: true,
      })
      .waitFor()
    await page.getByRole('tab', { name: 'VS Code' }).click()
    await page.getByText('"type": "http"').first().waitFor()
    expect(new URL(page.url()).searchParams.get('client')).toBe('vscode')
    await page.getByRole('button', { name: 'Test the endpoint' }).click()
    await page.getByText('with 13 tools for you').waitFor()
    expect(await page.getByLabel('Works', { exact: true }).count()).toBe(3)
    await opened.screenshot('assistants-empty')
    expect(await violations(page)).toEqual([])
    expect(opened.faults).toEqual([])
  })

  test('shows what assistants did, narrow and dark too', async () => {
    const { server } = console
    await using client = await connectMcp({ url: server.url, key: server.apiKey })
    const { data } = await client.call('list_cas', { type: 'intermediate' })
    const caId = data.cas[0].id
    const issued = await client.call('issue_certificate', { caId, commonName: 'seen.example.com' })
    const certificateId = issued.data.certificate.id
    const plan = await client.call('revoke_certificate', { certificateId })
    const { confirmationToken } = plan.data
    await client.call('revoke_certificate', { certificateId, confirmationToken })
    await client.call('renew_certificate', { certificateId })
    const { session } = console.owner
    await using opened = await browser.open(address('other'), { session })
    await opened.page.getByText('Revoked a certificate').waitFor()
    await opened.page.getByText('Tried to issue or renew').waitFor()
    const link = opened.page.getByRole('link', { name: 'seen.example.com' }).first()
    expect(await link.getAttribute('href')).toBe(`/w/${console.slug}/certificates/${certificateId}`)
    await opened.screenshot('assistants')
    const narrow = { session, theme: 'dark', width: 360, height: 780, language: 'de' } as const
    await using small = await browser.open(address('cursor'), narrow)
    await small.page.getByText('Widerrief ein Zertifikat').waitFor()
    const overflow = await small.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await small.screenshot('assistants-narrow')
    expect(await violations(small.page)).toEqual([])
  })
})

/** WCAG 2.2 AA, as far as a machine can judge it. */
async function violations(page: WatchedPage['page']): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
