import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { basename, dirname, join, posix, sep } from 'node:path'
import { ROOT } from './run.ts'

/**
 * cli/dist: the command line and the workspaces that it stands on, as JavaScript in one package, so that what is published
 * installs by itself. The sources are erasable TypeScript: taking the types away leaves the program (tsc has judged it before).
 */
const WORKSPACES = ['sdk', 'x509', 'bundles'] as const

const DIST = join(ROOT, 'cli', 'dist')

/** @returns the files that were written, from cli/dist on */
export function compileCli(): string[] {
  rmSync(DIST, { recursive: true, force: true })
  const places: readonly (readonly [source: string, target: string])[] = [
    ['cli/src', ''],
    ...WORKSPACES.map((name) => [`${name}/src`, `packages/${name}`] as const),
  ]
  return places.flatMap(([source, target]) =>
    sourcesIn(join(ROOT, source)).map((path) => {
      const written = posix.join(target, path.replace(/\.ts$/, '.js'))
      const text = compile(readFileSync(join(ROOT, source, path), 'utf8'), written)
      mkdirSync(dirname(join(DIST, written)), { recursive: true })
      writeFileSync(join(DIST, written), text)
      return written
    }),
  )
}

function sourcesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => !basename(path).startsWith('_'))
}

/** Every import in our sources is a literal after `from`, `import` or `import(`. */
const IMPORT = /((?:\bfrom|\bimport) ?\(?\s*)'([^']+)'/g

function compile(source: string, written: string): string {
  return stripTypeScriptTypes(source).replace(
    IMPORT,
    (_, before: string, specifier: string) => `${before}'${target(specifier, written)}'`,
  )
}

function target(specifier: string, written: string): string {
  if (specifier.startsWith('.')) return specifier.replace(/\.ts$/, '.js')
  const workspace = WORKSPACES.find((name) => specifier === `@certman/${name}`)
  if (workspace === undefined) return specifier
  const path = posix.relative(posix.dirname(written), `packages/${workspace}/index.js`)
  return path.startsWith('.') ? path : `./${path}`
}

console.log(`${compileCli().length} files written to cli/dist`)
