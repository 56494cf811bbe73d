import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { furnish } from './_furnish.ts'
import { SIGNED_IN_ROUTES, type Places } from './_routes.ts'

const DIST = join(import.meta.dirname, '..', '..', 'dashboard', 'dist')
const SHELL_LIMIT = 150 * 1024
const ROUTE_LIMIT = 120 * 1024

/** Of Vite's manifest, what says which file needs which. */
interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
  readonly isEntry?: boolean
}

const manifest: Readonly<Record<string, Chunk>> = JSON.parse(
  readFileSync(join(DIST, '.vite', 'manifest.json'), 'utf8'),
)

const sizes = new Map<string, number>()

function sizeOf(file: string): number {
  const known = sizes.get(file) ?? gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length
  sizes.set(file, known)
  return known
}

/** Every file that must be there before a chunk runs. */
function filesOf(name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (chunk === undefined || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const file of chunk.css ?? []) seen.add(file)
  for (const needed of chunk.imports ?? []) filesOf(needed, seen)
  return seen
}

const sum = (files: Iterable<string>): number =>
  [...files].reduce((total, file) => total + sizeOf(file), 0)

describe('how much a browser must fetch, compressed, as the build says', () => {
  const entries = Object.entries(manifest).filter(([, { isEntry }]) => isEntry === true)
  const shell = new Set(entries.flatMap(([name]) => [...filesOf(name)]))
  const named = (pattern: RegExp): readonly string[] =>
    Object.keys(manifest).filter((name) => pattern.test(name))
  const largest = (names: readonly string[]): number =>
    Math.max(...names.map((name) => sum([...filesOf(name)].filter((file) => !shell.has(file)))))
  const frameTexts = named(/^src\/texts\/\w+-frame\.ts$/)
  const pageTexts = named(/^src\/texts\/[a-z]{2}\.ts$/)
  const routes = named(/^src\/pages\/.*-page\.tsx$/)

  test('the shell, with the largest language', () => {
    expect(frameTexts).toHaveLength(3)
    expect(sum(shell) + largest(frameTexts)).toBeLessThanOrEqual(SHELL_LIMIT)
  })

  test('the routes are known', () => {
    expect(routes.length).toBeGreaterThanOrEqual(20)
  })

  test.each(routes)('%s, with the texts of pages in the largest language', (name) => {
    expect(pageTexts).toHaveLength(3)
    expect(largest([name]) + largest(pageTexts)).toBeLessThanOrEqual(ROUTE_LIMIT)
  })
})

/**
 * What a manifest does not tell: which parts a page asks for by itself, once it runs. Each page is opened with an empty
 * cache, full of data, and everything that came by then is counted.
 */
describe.skipIf(CHROMIUM === null)('how much a browser does fetch, compressed', () => {
  const routes = Object.entries(SIGNED_IN_ROUTES).filter(([route]) => route.startsWith('/w/'))
  const fetched = new Map<string, ReadonlySet<string>>()
  let dashboard: ConsoleSession
  let browser: TestBrowser

  beforeAll(async () => {
    dashboard = await openConsole()
    browser = await openBrowser()
    const { full } = await furnish(dashboard)
    for (const [route, pathOf] of routes) fetched.set(route, await filesFetched(pathOf, full))
  }, 300_000)
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await dashboard?.[Symbol.asyncDispose]()
  })

  async function filesFetched(pathOf: (places: Places) => string, full: Places) {
    const { session } = dashboard.owner
    const url = dashboard.url
    await using opened = await browser.open(`${url}/icon.svg`, { session, language: 'de' })
    const { page } = opened
    const files = new Set<string>()
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (/^\/(assets\/|theme\.js)/.test(pathname)) files.add(pathname.slice(1))
    })
    await page.goto(pathOf(full))
    await page.locator('h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    return files
  }

  /** What every page of a workspace has fetched. */
  const common = (): ReadonlySet<string> =>
    [...fetched.values()].reduce((all, files) => new Set([...all].filter((one) => files.has(one))))

  test('what all pages of a workspace have in common', () => {
    expect(common().size).toBeGreaterThan(2)
    // The texts of all pages are common too, but counted with the routes, above and below.
    const texts = [...common()].filter((file) => /^assets\/de-(?!frame)/.test(file))
    expect(texts).toHaveLength(1)
    expect(sum(common()) - sum(texts)).toBeLessThanOrEqual(SHELL_LIMIT)
  })

  test.each(routes.map(([route]) => route))('%s, beyond that', (route) => {
    const files = fetched.get(route) ?? new Set()
    const texts = [...files].filter((file) => /^assets\/de-(?!frame)/.test(file))
    const own = [...files].filter((file) => !common().has(file))
    expect(sum(own) + sum(texts)).toBeLessThanOrEqual(ROUTE_LIMIT)
  })
})
