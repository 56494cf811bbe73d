import { expect, test } from 'vitest'
import { CHROMIUM, openBrowser } from '../_kit/browser.ts'
import { calling, PASSWORD, tokenIn } from '../_kit/console-session.ts'
import { startServer } from '../_kit/server.ts'
import type { Locator } from 'playwright-core'

/** What a person takes (Card, Moran and Newell, 1983): to think and point and click, and to type a letter. */
const SECONDS = { click: 1.35 + 1.1 + 0.2, letter: 0.28 } as const
const LIMIT_SECONDS = 120

test.skipIf(CHROMIUM === null)(
  'from an empty directory to the first certificate, in the time that a person has',
  async () => {
    await using server = await startServer()
    await using browser = await openBrowser()
    const url = server.url.replace('127.0.0.1', 'localhost')
    await using opened = await browser.open(`${url}/setup#token=${tokenIn(server.output())}`)
    const { page } = opened
    const done = { clicks: 0, letters: 0 }
    const click = async (place: Locator): Promise<void> => {
      done.clicks += 1
      await place.click()
    }
    const type = async (place: Locator, text: string): Promise<void> => {
      // Fields that wait for the first letter are in focus already; this counts the worse case.
      done.clicks += 1
      done.letters += text.length
      await place.fill(text)
    }

    await type(page.getByLabel('Password', { exact: true }), PASSWORD)
    await click(page.getByRole('button', { name: 'Set password and continue' }))
    await click(page.getByRole('button', { name: 'Not now' }))
    await click(
      page
        .getByRole('link', { name: /issue.*certificate/i })
        .or(page.getByRole('button', { name: /issue.*certificate/i }))
        .first(),
    )
    const drawer = page.getByRole('dialog', { name: 'Issue a certificate' })
    await type(drawer.getByLabel('Common name'), 'hello.internal')
    await click(drawer.getByRole('button', { name: 'Issue', exact: true }))
    const result = page.getByRole('dialog', { name: 'Certificate issued' })
    await result.waitFor()
    await opened.screenshot('first-run')

    const seconds = done.clicks * SECONDS.click + done.letters * SECONDS.letter
    expect(seconds, JSON.stringify(done)).toBeLessThan(LIMIT_SECONDS)
    expect(done.clicks).toBeLessThanOrEqual(8)

    // It is really there, for programs too.
    const key = { Authorization: `Bearer ${server.apiKey}` }
    const listed = await calling(url, key)('GET', '/v1/certificates')
    expect(listed.text).toContain('hello.internal')
  },
)
