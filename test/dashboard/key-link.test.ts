import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser, type WatchedPage } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { connectMcp } from '../_kit/mcp-clients.ts'

describe.skipIf(CHROMIUM === null)('the page of a waiting private key', () => {
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

  async function leaveKey(commonName: string): Promise<string> {
    const { server } = console
    await using client = await connectMcp({ url: server.url, key: server.apiKey })
    const { data } = await client.call('list_cas', { type: 'intermediate' })
    const issued = await client.call('issue_certificate', { caId: data.cas[0].id, commonName })
    return String(issued.data.privateKeyUrl)
  }

  test('its owner downloads it, once', async () => {
    const url = await leaveKey('api.example.com')
    const { session } = console.owner
    await using opened = await browser.open(url, { session })
    const { page } = opened
    await page.getByRole('heading', { name: 'Private key' }).waitFor()
    await page.getByText('api.example.com').waitFor()
    await opened.screenshot('key-link-waiting')
    expect(await violations(page)).toEqual([])
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download the private key' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('api.example.com.key')
    const pem = readFileSync(await file.path(), 'utf8')
    expect(createPrivateKey(pem).asymmetricKeyType).toBe('ec')
    await page.getByText('Saved as api.example.com.key').waitFor()
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('BEGIN PRIVATE KEY').waitFor()
    await opened.screenshot('key-link-opened')
    expect(await violations(page)).toEqual([])
    expect(opened.faults).toEqual([])

    await using again = await browser.open(url, { session, theme: 'dark', width: 360, height: 740 })
    await again.page.getByText('No private key waits here').waitFor()
    await again.screenshot('key-link-gone')
    expect(await violations(again.page)).toEqual([])
  })

  test('somebody else finds nothing, and whoever is not signed in is asked to', async () => {
    const url = await leaveKey('other.example.com')
    const { session } = await console.addPerson('eve@example.com')
    await using stranger = await browser.open(url, { session })
    await stranger.page.getByText('No private key waits here').waitFor()
    await using nobody = await browser.open(url)
    await nobody.page.waitForURL(/\/sign-in\?next=/)
  })
})

/** WCAG 2.2 AA, as far as a machine can judge it. */
async function violations(page: WatchedPage['page']): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
