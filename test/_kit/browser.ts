import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { requireTool } from './tools.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** Debian's Chromium, or null: a suite that needs it says `describe.skipIf(CHROMIUM === null)`, and is named as skipped. */
export const CHROMIUM: string | null = requireTool('chromium')

/** What people look at after a run: a picture of every page. Not committed. */
const SCREENSHOTS = join(import.meta.dirname, '..', '..', 'test-results', 'screenshots')

export type Theme = 'light' | 'dark'

export interface PageOptions {
  readonly theme?: Theme
  readonly width?: number
  readonly height?: number
  readonly language?: 'en' | 'cs' | 'de'
  /** The value of the session's cookie, from test/_kit/console-session.ts. */
  readonly session?: string
}

/** A page that is watched: what a person does not see, but should not happen. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors on the console, exceptions, and what the content security policy stopped. */
  readonly faults: string[]
  /** Of the whole page, into test-results/screenshots. */
  readonly screenshot: (name: string) => Promise<void>
}

export interface TestBrowser extends AsyncDisposable {
  readonly browser: Browser
  /** A page in a context of its own: nothing is shared with another one. */
  open(url: string, options?: PageOptions): Promise<WatchedPage>
}

/** Starts Chromium without a window. @throws Error when it is not installed: ask `CHROMIUM` first */
export async function openBrowser(): Promise<TestBrowser> {
  if (CHROMIUM === null) throw new Error('chromium is not installed')
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    // As root there is no sandbox; in containers /dev/shm is small.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  })
  return {
    browser,
    open: (url, options = {}) => openPage(browser, url, options),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

async function openPage(
  browser: Browser,
  url: string,
  { theme = 'light', width = 1440, height = 900, language = 'en', session }: PageOptions,
): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: new URL(url).origin,
    colorScheme: theme,
    locale: language,
    timezoneId: 'Europe/Prague',
    viewport: { width, height },
    // An address of this machine may have a certificate of its own CA.
    ignoreHTTPSErrors: true,
  })
  if (session !== undefined) {
    await context.addCookies([
      { name: '__Host-certman', value: session, url: httpsOf(url), secure: true, httpOnly: true },
    ])
  }
  const page = await context.newPage()
  const faults = watch(page)
  await page.goto(url)
  return {
    page,
    context,
    faults,
    screenshot: async (name) => {
      mkdirSync(SCREENSHOTS, { recursive: true })
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true })
    },
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** A Secure cookie belongs to https in the browser's books; on localhost it is sent over http all the same. */
function httpsOf(url: string): string {
  return new URL(url).origin.replace(/^http:/, 'https:')
}

function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') {
      faults.push(`console: ${message.text()} (${message.location().url})`)
    }
  })
  return faults
}
