import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, run } from './run.ts'

/**
 * `npm run build`: the dashboard's static files, compressed beside each other, into dashboard/dist. With `--if-needed` only
 * when a source is newer than they are; `npm start` comes by here first, so that it always serves what is there to read.
 */
const DASHBOARD = join(ROOT, 'dashboard')
const BUILT = join(DASHBOARD, 'dist', 'index.html')

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

/** @returns whether the built files are there and no source is newer */
export function isDashboardBuilt(): boolean {
  if (!existsSync(BUILT)) return false
  const built = statSync(BUILT).mtimeMs
  return SOURCES.every((source) => newest(join(ROOT, source)) <= built)
}

/** @returns what went wrong, or undefined */
export async function buildDashboard(): Promise<string | undefined> {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--logLevel', 'warn', DASHBOARD]
  const { succeeded, output } = await run(process.execPath, args, { limitSeconds: 300 })
  return succeeded ? undefined : output
}

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const about = statSync(path)
  if (!about.isDirectory()) return about.mtimeMs
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
  return Math.max(
    about.mtimeMs,
    ...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs),
  )
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  if (process.argv.includes('--if-needed') && isDashboardBuilt()) process.exit(0)
  const started = performance.now()
  console.log('building the dashboard …')
  const failure = await buildDashboard()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (failure === undefined) {
    console.log(`the dashboard is built (${seconds} s)`)
  } else {
    console.error(failure)
    // The server runs without it: the API does not wait for a page.
    console.error('the dashboard could not be built; the server starts without it')
    if (!process.argv.includes('--if-needed')) process.exitCode = 1
  }
}
