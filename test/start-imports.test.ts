import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'

const server = join(import.meta.dirname, '../server/src')

/** Each costs a server that is idle up to 25 MB, some in every thread, and its start up to 150 ms. */
const LOADED_WHEN_NEEDED = ['kysely', 'oidc-provider', '@simplewebauthn/server', 'nodemailer', 'pg']

/** Packages that are there once a file is, through whatever imports it has that are neither types nor `import()`. */
function packagesBehind(entry: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const waiting = [join(server, entry)]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    for (const specifier of importedBy(path)) {
      if (specifier.startsWith('.')) waiting.push(join(dirname(path), specifier))
      else packages.add(specifier)
    }
  }
  expect(seen.size).toBeGreaterThan(1)
  return packages
}

function importedBy(path: string): readonly string[] {
  expect(existsSync(path), path).toBe(true)
  const { module, errors } = parseSync(path, readFileSync(path, 'utf8'))
  expect(errors).toEqual([])
  const imported = module.staticImports
    .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
    .map(({ moduleRequest }) => moduleRequest.value)
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest && !isType ? [moduleRequest.value] : [],
    ),
  )
  return [...imported, ...passedOn]
}

test.each([
  'main.ts',
  'serve.ts',
  'store/migrate.ts',
  'store/sqlite/engine.ts',
  'store/sqlite/writer-worker.ts',
  'store/sqlite/reader-worker.ts',
])('%s loads nothing that only some servers need', (entry) => {
  const packages = packagesBehind(entry)
  for (const name of LOADED_WHEN_NEEDED) expect(packages).not.toContain(name)
})

test('what is meant to be found is found', () => {
  expect(packagesBehind('protocols/oauth/provider.ts')).toContain('oidc-provider')
  expect(packagesBehind('store/migrations/all.ts')).toContain('kysely')
})
