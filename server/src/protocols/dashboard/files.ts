import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { bodyOf } from '../../http/exchange.ts'
import { entityTag } from '../../http/entity-tag.ts'

export type Encoding = 'br' | 'gzip'

/** A file as it is served, in every form that the build made of it. */
export interface BuiltFile {
  readonly contentType: string
  readonly content: Uint8Array<ArrayBuffer>
  readonly tag: string
  /** Its name holds the hash of its content: whoever has it has it for good. */
  readonly isImmutable: boolean
  readonly encoded: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>
}

/** The built dashboard: its files by their path in the address, and the page that starts it. */
export interface BuiltDashboard {
  readonly page: BuiltFile
  readonly files: ReadonlyMap<string, BuiltFile>
}

/** Where `npm run build` puts it. */
const DASHBOARD_DIRECTORY: string = join(import.meta.dirname, '../../../../dashboard/dist')

const PAGE = '/index.html'
const ENCODINGS: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' }
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
}

/**
 * Reads the whole of it into memory (some megabytes): a rebuild beside a running server then changes nothing under it, and
 * no path of a request ever becomes a path of the file system.
 * @returns undefined when it is not built
 */
export function readDashboard(directory: string = DASHBOARD_DIRECTORY): BuiltDashboard | undefined {
  if (!existsSync(join(directory, 'index.html'))) return undefined
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  const files = new Map<string, BuiltFile>()
  for (const name of names) {
    const contentType = CONTENT_TYPES[extname(name)]
    if (contentType === undefined) continue
    const path = `/${name.split(sep).join('/')}`
    files.set(path, readBuiltFile(join(directory, name), contentType, path.startsWith('/assets/')))
  }
  const page = files.get(PAGE)
  files.delete(PAGE)
  return page && { page, files }
}

function readBuiltFile(path: string, contentType: string, isImmutable: boolean): BuiltFile {
  const content = bodyOf(readFileSync(path))
  const encoded: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> = {}
  for (const encoding of Object.keys(ENCODINGS) as Encoding[]) {
    const beside = `${path}${ENCODINGS[encoding]}`
    if (existsSync(beside)) encoded[encoding] = bodyOf(readFileSync(beside))
  }
  return { contentType, content, tag: entityTag(content), isImmutable, encoded }
}
