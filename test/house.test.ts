import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { examineLayers, readSources, reportLayers } from '../tools/check-layers.ts'

const root = join(import.meta.dirname, '..')

/** A house in small: each row plants one file beside these and says what must be found. */
const CLEAN: readonly (readonly [string, string])[] = [
  ['x509/src/index.ts', "export { parse } from './parse.ts'"],
  ['x509/src/parse.ts', 'export function parse(): void {}'],
  ['server/src/pki/serial.ts', "import { parse } from '@certman/x509'\nexport { parse }"],
  [
    'server/src/store/store.ts',
    "import { Kysely } from 'kysely'\nexport type Store = Kysely<unknown>",
  ],
  ['server/src/store/sqlite.ts', 'export const worker = 1'],
  ['server/src/keys/keystore.ts', 'export interface Passphrase {}'],
  [
    'server/src/ca/issue.ts',
    "import type { Store } from '../store/store.ts'\nexport type S = Store",
  ],
  [
    'server/src/protocols/rest/face.ts',
    "import { Hono } from 'hono'\nimport type { S } from '../../ca/issue.ts'\nexport type F = [S, Hono]",
  ],
  ['server/src/compose.ts', "import './store/sqlite.ts'\nimport './ca/issue.ts'"],
]

const PLANTED: readonly (readonly [finding: string, path: string, source: string])[] = [
  ['x509 may not import', 'x509/src/a.ts', "import '../../server/src/pki/serial.ts'"],
  ['node:crypto, which is not for x509', 'x509/src/a.ts', "import { hash } from 'node:crypto'"],
  [
    'node:fs, which is not for pki',
    'server/src/pki/a.ts',
    "import { readFileSync } from 'node:fs'",
  ],
  ['past the door', 'server/src/pki/a.ts', "import '../../../x509/src/parse.ts'"],
  ['sdk may not import x509', 'sdk/src/a.ts', "import { parse } from '@certman/x509'"],
  ['node:fs, which is not for sdk', 'sdk/src/a.ts', "import { readFileSync } from 'node:fs'"],
  ['pkijs, which is not for cli', 'cli/src/a.ts', "import { PFX } from 'pkijs'"],
  ['cli may not import store', 'cli/src/a.ts', "import '../../server/src/store/store.ts'"],
  ['no source of any room', 'server/src/pki/a.ts', "import '@certman/x509/src/parse.ts'"],
  ['ca may import only its types', 'server/src/ca/a.ts', "import { x } from '../store/store.ts'"],
  ['ca may not import store', 'server/src/ca/a.ts', "import type { x } from '../store/sqlite.ts'"],
  [
    'may not import store',
    'server/src/protocols/rest/a.ts',
    "export * from '../../store/store.ts'",
  ],
  [
    'may not import keys',
    'server/src/schedule/a.ts',
    "type P = import('../keys/keystore.ts').Passphrase",
  ],
  ['may not import store', 'server/src/http/a.ts', "const s = await import('../store/sqlite.ts')"],
  [
    'may not import store',
    'server/src/keys/a.ts',
    "new Worker(new URL('../store/sqlite.ts', import.meta.url))",
  ],
  ['may not import protocols/rest', 'server/src/protocols/pki/a.ts', "import '../rest/face.ts'"],
  ['kysely, which is not for ca', 'server/src/ca/a.ts', "import { sql } from 'kysely'"],
  ['zod, which is not for access', 'server/src/access/a.ts', "import { z } from 'zod'"],
  ['node:sqlite, which is not for access', 'server/src/access/a.ts', "import 'node:sqlite'"],
  ['express, which has no room', 'server/src/http/a.ts', "import express from 'express'"],
  ['stands in no room', 'server/src/misc/a.ts', ''],
  ['part of a cycle', 'x509/src/parse.ts', "import type { parse } from './index.ts'"],
]

describe('the house', () => {
  test('every import of our sources is one that the table allows', () => {
    const examination = examineLayers(readSources(root))
    expect(examination.violations).toEqual([])
    expect(reportLayers(examination)).toBe(true)
  })

  test('a clean house in small has no violation', () => {
    expect(examineLayers(new Map(CLEAN)).violations).toEqual([])
  })

  test.each(PLANTED)('a planted violation is found: %s', (finding, path, source) => {
    const { violations } = examineLayers(new Map([...CLEAN, [path, source]]))
    expect(violations).toHaveLength(1)
    expect(violations[0]).toContain(finding)
    expect(violations[0]).toContain(path)
  })

  test('an empty sweep is a failure, not a success', () => {
    expect(reportLayers(examineLayers(new Map()))).toBe(false)
  })
})

/** Generated ones too, which no linter reads: whoever reads the dashboard meets no file that is longer. */
test('no file of the dashboard is longer than 320 lines', () => {
  const source = join(root, 'dashboard', 'src')
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => /\.(tsx?|css)$/.test(name))
  const lines = files.map((name) => readFileSync(join(source, name), 'utf8').split('\n').length - 1)
  expect(files.length).toBeGreaterThan(200)
  expect(files.filter((_, index) => (lines[index] ?? 0) > 320)).toEqual([])
})
