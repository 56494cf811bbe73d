import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillSqlite } from '../server/src/store/_million.ts'
import { openBrowser } from '../test/_kit/browser.ts'
import { openConsole } from '../test/_kit/console-session.ts'
import { startServer } from '../test/_kit/server.ts'
import { quantile } from './measure.ts'
import { renderTable, type Figure } from './table.ts'
import type { Page } from 'playwright-core'
import type { Uuid } from '../server/src/pki/identifier.ts'

/**
 * `npm run scale:dashboard [count]`: the list of certificates as a person has it, in a real browser against a real server
 * with so many certificates in SQLite. Measured in the page, from the event of the hand to the frame in which the new rows
 * are painted.
 */
const SAMPLES = 40
/** What a page may take to be there. */
const TARGET = 300
/** The list asks when somebody has stopped typing for so long (dashboard/src/pages/certificates/list/filter-bar.tsx). */
const TYPING_PAUSE = 250
/** Each with other rows at the beginning than the one before. */
const STATUSES = ['revoked', 'active', 'expired', 'all', 'expiring']
const SEARCHES = ['team07', 'grafana', '-1234', 'example', 'ap']

const count = Number(process.argv[2] ?? 1_000_000)
const directory = await mkdtemp(join(tmpdir(), 'certman-scale-'))
try {
  const { session, slug } = await makeInstance()
  await using server = await startServer({ directory })
  await using browser = await openBrowser()
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/w/${slug}/certificates`
  await using opened = await browser.open(url, { session })
  const figures = await measureList(opened.page, url)
  console.log(renderTable(`The list of ${count} certificates in the browser`, figures))
  for (const fault of opened.faults) console.error(fault)
  if (figures.some(({ value, target = Infinity }) => value > target)) process.exitCode = 1
} finally {
  await rm(directory, { recursive: true, force: true })
}

async function makeInstance(): Promise<{ readonly session: string; readonly slug: string }> {
  const session = await openConsole({ directory })
  const { owner, slug, workspaceId, call } = session
  const { json } = await call('GET', `/console/v1/workspaces/${workspaceId}/authorities`)
  const authorities = json.authorities as readonly { readonly id: Uuid; readonly depth: number }[]
  // The issuing one first: it gets most.
  const ids = authorities.toSorted((a, b) => b.depth - a.depth).map(({ id }) => id)
  await session.server.stop()
  fillSqlite({ directory: join(directory, 'data'), count, authorityIds: ids, now: Date.now() })
  return { session: owner.session, slug }
}

/** One thing that a hand does again and again; `event` is what the page hears of it last. */
interface Gesture {
  readonly subject: string
  readonly event: 'click' | 'change' | 'input'
  readonly perform: (sample: number) => Promise<unknown>
  readonly target: number
  readonly note?: string
}

async function measureList(page: Page, url: string): Promise<readonly Figure[]> {
  const next = page.getByRole('button', { name: 'Next page' })
  const search = page.getByRole('searchbox')
  const status = page.getByRole('combobox', { name: 'Status' })
  const column = (name: string) =>
    page.getByRole('columnheader', { name }).getByRole('button').click()
  const onward: Omit<Gesture, 'subject'> = {
    event: 'click',
    perform: () => next.click(),
    target: TARGET,
  }
  const places: readonly (readonly [query: string, gestures: readonly Gesture[]])[] = [
    ['', [{ subject: 'the next page', ...onward }]],
    ['?pageSize=100', [{ subject: 'the next page of 100 rows', ...onward }]],
    ['?sort=name&direction=asc', [{ subject: 'the next page, by name', ...onward }]],
    ['?sort=expires&direction=asc', [{ subject: 'the next page, by expiry', ...onward }]],
    ['?search=team07', [{ subject: 'the next page of what a search found', ...onward }]],
    ['?status=revoked', [{ subject: 'the next page of the revoked', ...onward }]],
    ['?page=2000', [{ subject: 'the next page, two thousand pages in', ...onward }]],
    [
      '',
      [
        {
          subject: 'another status',
          event: 'change',
          perform: (sample) => status.selectOption(STATUSES[sample % STATUSES.length] ?? ''),
          target: TARGET,
        },
        {
          subject: 'another order',
          event: 'click',
          perform: (sample) => column(sample % 4 < 2 ? 'Name' : 'Expires'),
          target: TARGET,
        },
      ],
    ],
    [
      '?status=all',
      [
        {
          subject: 'a search, from the last key',
          event: 'input',
          perform: (sample) => search.fill(SEARCHES[sample % SEARCHES.length] ?? ''),
          target: TARGET + TYPING_PAUSE,
          note: `${TYPING_PAUSE} ms of it wait for the next key`,
        },
      ],
    ],
  ]
  const figures: Figure[] = []
  for (const [query, gestures] of places) {
    await page.goto(url + query)
    await page.getByRole('table').getByRole('link').first().waitFor()
    for (const gesture of gestures) figures.push(await measure(page, gesture))
  }
  return figures
}

async function measure(page: Page, gesture: Gesture): Promise<Figure> {
  const { subject, event, perform, target, note = '' } = gesture
  const milliseconds: number[] = []
  for (let sample = 0; sample < SAMPLES; sample++) {
    const shown = page.evaluate(untilShown, event)
    // Where the gesture itself fails, that is what is told.
    shown.catch(() => undefined)
    await perform(sample)
    milliseconds.push(await shown)
  }
  const p50 = `p50 ${quantile(milliseconds, 0.5).toFixed(0)} ms, worst ${Math.max(...milliseconds).toFixed(0)} ms`
  return {
    subject: `${subject}: p95`,
    value: quantile(milliseconds, 0.95),
    unit: 'ms',
    target,
    note: note === '' ? p50 : `${p50}; ${note}`,
  }
}

/** Runs in the page. @returns milliseconds from the event to the frame with other rows than before */
function untilShown(event: string): Promise<number> {
  const rows = (): string =>
    Array.from(document.querySelectorAll('tbody a'), (link) => link.getAttribute('href')).join(' ')
  const before = rows()
  return new Promise((resolve) => {
    let began: number | undefined
    addEventListener(event, ({ timeStamp }) => (began = timeStamp), { capture: true, once: true })
    const observer = new MutationObserver(() => {
      const now = rows()
      if (began === undefined || now === '' || now === before) return
      const since = began
      observer.disconnect()
      // A task that is queued in a frame's callback runs after that frame was painted.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - since)))
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}
