import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findCycles } from './cycles.ts'
import { importsOf } from './imports.ts'
import { DOORS, FRAMEWORKS, ROOMS } from './layers.ts'
import type { Room } from './layers.ts'

export interface Examination {
  readonly files: number
  readonly imports: number
  /** One sentence each, beginning with `file:line`. */
  readonly violations: readonly string[]
}

/** Fewer than this is no examination: a wrong folder or a parser that finds nothing must not look like a clean house. */
const LEAST_IMPORTS = 20

/** Judges all sources (path from the root of the repository, with `/` → text) by the table in layers.ts. */
export function examineLayers(sources: ReadonlyMap<string, string>): Examination {
  const violations: string[] = []
  const graph = new Map<string, Set<string>>()
  let imports = 0

  for (const [path, text] of sources) {
    const room = roomOf(path)
    const targets = new Set<string>()
    graph.set(path, targets)
    if (room === undefined) {
      violations.push(`${path}:1 stands in no room of tools/layers.ts`)
      continue
    }
    for (const { specifier, line, typeOnly } of importsOf(path, text)) {
      imports++
      const at = `${path}:${line}`
      const target = resolveOwn(path, specifier)
      if (target === undefined) {
        const refusal = refuseFramework(room, specifier)
        if (refusal !== undefined) violations.push(`${at} ${refusal}`)
        continue
      }
      const refusal = sources.has(target)
        ? refuseEdge(room, specifier, target, typeOnly)
        : `imports ${specifier}, which is no source of any room`
      if (refusal === undefined) targets.add(target)
      else violations.push(`${at} ${refusal}`)
    }
  }
  for (const cycle of findCycles(graph)) {
    violations.push(`${cycle[0] ?? ''}:1 is part of a cycle: ${cycle.join(' → ')}`)
  }
  return { files: sources.size, imports, violations }
}

function roomOf(path: string): Room | undefined {
  return ROOMS.find(({ paths }) => paths.some((own) => covers(own, path)))
}

function covers(own: string, path: string): boolean {
  return own.endsWith('/') ? path.startsWith(own) : path === own
}

/** The file behind a relative import or a package of ours; undefined for what others wrote. */
function resolveOwn(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier)
  if (specifier.startsWith('@certman/')) return DOORS[specifier] ?? specifier
  return undefined
}

function refuseFramework(room: Room, specifier: string): string | undefined {
  const framework = FRAMEWORKS.find((candidate) => candidate.package.test(specifier))
  if (framework === undefined) return `imports ${specifier}, which has no room in tools/layers.ts`
  if (framework.rooms.test(room.name)) return undefined
  return `imports ${specifier}, which is not for ${room.name}`
}

function refuseEdge(
  room: Room,
  specifier: string,
  target: string,
  typeOnly: boolean,
): string | undefined {
  const other = roomOf(target)
  if (other === undefined) return `imports ${target}, which stands in no room of tools/layers.ts`
  if (other === room) return undefined
  if (`@certman/${other.name}` in DOORS && specifier.startsWith('.')) {
    return `imports ${target} past the door of its package`
  }
  if (room.may === 'everything' || room.may.includes(other.name)) return undefined
  if (!room.types?.some((own) => covers(own, target))) {
    return `imports ${target}: ${room.name} may not import ${other.name}`
  }
  return typeOnly ? undefined : `imports ${target}: ${room.name} may import only its types`
}

/** The sources that ship: no tests, and no pieces that tests share (`_*.ts`). */
export function readSources(root: string): Map<string, string> {
  const sources = new Map<string, string>()
  for (const directory of [
    'x509/src',
    'server/src',
    'sdk/src',
    'bundles/src',
    'cli/src',
    'dashboard/src',
  ]) {
    for (const name of readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })) {
      const path = posix.join(directory, name.split(sep).join('/'))
      const isSource = path.endsWith('.ts') || path.endsWith('.tsx')
      const isTest = path.endsWith('.test.ts') || posix.basename(path).startsWith('_')
      if (isSource && !isTest) sources.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  return sources
}

/** Prints what was found. @returns whether the house is as the table says, judged on enough imports to mean something */
export function reportLayers({ files, imports, violations }: Examination): boolean {
  for (const violation of violations) console.error(violation)
  console.log(`${imports} imports of ${files} files examined, ${violations.length} violations`)
  if (imports >= LEAST_IMPORTS) return violations.length === 0
  console.error(`fewer than ${LEAST_IMPORTS} imports: nothing was examined, so nothing is shown`)
  return false
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  const root = join(import.meta.dirname, '..')
  const sources = readSources(root)
  if (!reportLayers(examineLayers(sources))) {
    console.error(`the table is ${relative(root, join(import.meta.dirname, 'layers.ts'))}`)
    process.exitCode = 1
  }
}
