import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

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

describe('how much a browser must fetch, compressed', () => {
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
