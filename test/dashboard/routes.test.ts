import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser } from '../_kit/browser.ts'
import { openConsole } from '../_kit/console-session.ts'
import { furnish } from './_furnish.ts'
import { SIGNED_IN_ROUTES, SIGNED_OUT_ROUTES, siteMapPaths } from './_routes.ts'
import type { PageOptions, TestBrowser, WatchedPage } from '../_kit/browser.ts'
import type { ConsoleSession } from '../_kit/console-session.ts'
import type { Places } from './_routes.ts'

/** Both themes, both widths, and each language at least once. */
const VIEWS = [
  { theme: 'light', width: 1440, language: 'en' },
  { theme: 'dark', width: 1440, language: 'cs' },
  { theme: 'light', width: 360, language: 'de' },
  { theme: 'dark', width: 360, language: 'en' },
] as const satisfies readonly PageOptions[]

const LISTS = Object.keys(SIGNED_IN_ROUTES).filter(
  (route) => route.startsWith('/w/') && !route.endsWith('Id') && !route.endsWith('/new'),
)

/** What matters of a row is in sight at every width: its name, its state and what can be done with it. */
const WIDER_THAN_THEIR_FRAME = `[...document.querySelectorAll('[role="region"]:has(> table)')]
  .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
  .map((region) => region.getAttribute('aria-label'))`

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe.skipIf(CHROMIUM === null)('every page of the dashboard', () => {
  let dashboard: ConsoleSession
  let browser: TestBrowser
  let places: { readonly full: Places; readonly empty: Places }

  beforeAll(async () => {
    dashboard = await openConsole()
    browser = await openBrowser()
    places = await furnish(dashboard)
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await dashboard?.[Symbol.asyncDispose]()
  })

  test('the sweep knows every page of the site map', () => {
    const swept = [...Object.keys(SIGNED_OUT_ROUTES), ...Object.keys(SIGNED_IN_ROUTES)].sort()
    expect(siteMapPaths()).toEqual(swept)
  })

  describe.each(VIEWS)('$theme, $width px, $language', (view) => {
    let stranger: WatchedPage
    let owner: WatchedPage

    // One context each: what a page has in common with the last one is not fetched again.
    beforeAll(async () => {
      stranger = await browser.open(`${dashboard.url}/icon.svg`, view)
      const session = dashboard.owner.session
      owner = await browser.open(`${dashboard.url}/icon.svg`, { ...view, session })
    })
    afterAll(async () => {
      await stranger?.[Symbol.asyncDispose]()
      await owner?.[Symbol.asyncDispose]()
    })

    test.each(Object.entries(SIGNED_OUT_ROUTES))('%s, signed out', async (route, path) => {
      await expectFaultless(stranger, path, route, view)
    })

    test.each(Object.entries(SIGNED_IN_ROUTES))('%s', async (route, pathOf) => {
      await expectFaultless(owner, pathOf(places.full), route, view)
    })

    // A workspace in its first minute: the other half of what the pages must look like.
    test.runIf(view === VIEWS[0]).each(LISTS)('%s, empty', async (route) => {
      const path = SIGNED_IN_ROUTES[route]?.(places.empty) ?? ''
      await expectFaultless(owner, path, `${route} empty`, view)
    })
  })
})

async function expectFaultless(
  { page, faults, screenshot }: WatchedPage,
  path: string,
  route: string,
  { theme, width }: PageOptions,
): Promise<void> {
  faults.length = 0
  await page.goto(path)
  await settled(page)
  await screenshot(`${nameOf(route)}-${theme}-${width}`)
  expect(faults.filter((fault) => !isExpected(fault))).toEqual([])
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0)
  expect(await page.evaluate(WIDER_THAN_THEIR_FRAME), 'tables that scroll sideways').toEqual([])
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
  expect(violations.map(toldOf)).toEqual([])
}

/** A page is there when its title is, and nothing of it is on its way any more. */
async function settled(page: WatchedPage['page']): Promise<void> {
  await page.locator('h1').first().waitFor({ timeout: 15_000 })
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-busy="true"], .shimmer').first().waitFor({ state: 'detached' })
  // Things fade in; half of a fade has no contrast.
  await page.evaluate(
    'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))',
  )
}

/** The browser writes of every refusal; these are what the page asks in order to find out. */
function isExpected(fault: string): boolean {
  return (
    /status of 401 .*\/console\/v1\/session\)$/.test(fault) ||
    /status of 404 .*\/console\/v1\/(key-links|invitations|setup|oauth)/.test(fault)
  )
}

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string | undefined }[]
}

function toldOf({ id, help, nodes }: Violation): string {
  const first = nodes[0]
  return `${id}: ${help} (${nodes.length}): ${first?.html} ${first?.failureSummary ?? ''}`
}

function nameOf(route: string): string {
  const name = route
    .replace('/w/$slug', '')
    .replaceAll(/[/$ ]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return name === '' ? 'overview' : name === 'empty' ? 'overview-empty' : name
}
