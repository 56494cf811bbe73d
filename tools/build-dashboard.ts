import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { extname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { ROOT, run } from './run.ts'

/**
 * `npm run build`: the dashboard's static files into dashboard/dist, each compressed beside itself. With `--if-needed` only
 * when a source is newer than they are; `npm start` comes by here first, so that it always serves what is there to read.
 */
const DASHBOARD = join(ROOT, 'dashboard')
const PLACE = join(DASHBOARD, 'dist')
const LOCK = join(ROOT, 'node_modules', '.cache', 'dashboard-build')

/** What the build reads. */
const SOURCES = [
  'dashboard/src',
  'dashboard/public',
  'dashboard/index.html',
  'dashboard/vite.config.ts',
  'dashboard/package.json',
  'x509/src',
  'bundles/src',
  'package-lock.json',
]

/** Whether the built files are there and no source is newer. */
export function isDashboardBuilt(): boolean {
  const page = join(PLACE, 'index.html')
  if (!existsSync(page)) return false
  const built = statSync(page).mtimeMs
  return SOURCES.every((source) => newest(join(ROOT, source)) <= built)
}

/**
 * Builds it beside the present one and puts it in its place in one move. One at a time: whoever comes while another builds
 * waits for that one's work.
 * @returns what went wrong, or undefined
 */
export async function buildDashboard(
  options: { readonly ifNeeded?: boolean } = {},
): Promise<string | undefined> {
  await using _turn = await takeTurn()
  if (options.ifNeeded === true && isDashboardBuilt()) return undefined
  const started = new Date()
  const fresh = `${PLACE}.${process.pid}`
  try {
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const args = [vite, 'build', '--logLevel', 'warn', '--outDir', fresh, DASHBOARD]
    // Whoever runs tests has another one in the environment, with which React would be its slow self.
    const environment = { NODE_ENV: 'production' }
    const { succeeded, output } = await run(process.execPath, args, {
      environment,
      limitSeconds: 300,
    })
    if (!succeeded) return output
    compress(fresh)
    // A source that changed meanwhile is newer than this.
    utimesSync(join(fresh, 'index.html'), started, started)
    rmSync(PLACE, { recursive: true, force: true })
    renameSync(fresh, PLACE)
    return undefined
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Below this, what is saved is less than a packet. */
const WORTHWHILE_OCTETS = 1024
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.svg', '.json'])

function compress(directory: string): void {
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    const path = join(directory, name)
    if (!COMPRESSIBLE.has(extname(name))) continue
    const content = readFileSync(path)
    if (content.length < WORTHWHILE_OCTETS) continue
    // 9 of 11: within two hundredths of the best, in a twentieth of its time.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params }))
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  }
}

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const about = statSync(path)
  if (!about.isDirectory()) return about.mtimeMs
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
  const times = files
    .filter((file) => !/\.test\.tsx?$/.test(file.name))
    .map((file) => statSync(join(file.parentPath, file.name)).mtimeMs)
  return Math.max(...times)
}

const STALE_MILLISECONDS = 300_000

/** A directory that only one can make. One that a killed build left behind is taken away. */
async function takeTurn(): Promise<AsyncDisposable> {
  mkdirSync(join(LOCK, '..'), { recursive: true })
  for (;;) {
    try {
      mkdirSync(LOCK)
      return {
        async [Symbol.asyncDispose]() {
          rmSync(LOCK, { recursive: true, force: true })
        },
      }
    } catch {
      const age = existsSync(LOCK) ? Date.now() - statSync(LOCK).mtimeMs : 0
      if (age > STALE_MILLISECONDS) rmSync(LOCK, { recursive: true, force: true })
      await sleep(200)
    }
  }
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const ifNeeded = process.argv.includes('--if-needed')
  if (ifNeeded && isDashboardBuilt()) process.exit(0)
  const started = performance.now()
  console.log('building the dashboard …')
  const failure = await buildDashboard({ ifNeeded })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (failure === undefined) {
    console.log(`the dashboard is built (${seconds} s)`)
  } else {
    console.error(failure)
    // The server runs without it: the API does not wait for a page.
    console.error('the dashboard could not be built; the server starts without it')
    if (!ifNeeded) process.exitCode = 1
  }
}
