import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Where `npm run judges` puts what is not in Debian: looked at before PATH. */
export const JUDGES_DIRECTORY: string = join(root, '.judges')

/** The variable that names the file in which skipped suites are gathered (tools/test.ts reads it back). */
export const SKIPPED_FILE_VARIABLE = 'JUDGES_SKIPPED_FILE'

/** Programs of others that judge our bytes, and the Debian packages that bring them. No package: `npm run judges`. */
export const TOOLS = {
  openssl: ['openssl'],
  certtool: ['gnutls-bin'],
  ocsptool: ['gnutls-bin'],
  certutil: ['libnss3-tools'],
  vfychain: ['libnss3-tools'],
  botan: ['botan'],
  javac: ['openjdk-17-jdk-headless'],
  java: ['openjdk-17-jdk-headless'],
  keytool: ['openjdk-17-jdk-headless'],
  erl: ['erlang-base', 'erlang-public-key'],
  go: ['golang-go'],
  postgresql: ['postgresql'],
  prlimit: ['util-linux'],
  unshare: ['util-linux'],
  strace: ['strace'],
  curl: ['curl'],
  nginx: ['nginx-light'],
  'update-ca-certificates': ['ca-certificates'],
  'systemd-analyze': ['systemd'],
  chromium: ['chromium'],
  zlint: [],
  lint_pkix_cert: [],
  lint_crl: [],
  lint_ocsp_response: [],
  schemathesis: [],
  redocly: [],
  spectral: [],
  prism: [],
  publint: [],
  attw: [],
  conformance: [],
  'mcp-inspector': [],
} as const satisfies Record<string, readonly string[]>

export type ToolName = keyof typeof TOOLS

/** Those that `test/judges` brings. */
export const NPM_JUDGES: readonly ToolName[] = [
  'redocly',
  'spectral',
  'prism',
  'publint',
  'attw',
  'conformance',
  'mcp-inspector',
]

/** The path of a tool, or null. `postgresql` is the directory of the server's programs. */
export function findTool(name: ToolName): string | null {
  if (name === 'postgresql') return postgresqlDirectory()
  const directories = [
    join(JUDGES_DIRECTORY, 'bin'),
    join(JUDGES_DIRECTORY, 'venv', 'bin'),
    join(root, 'test', 'judges', 'node_modules', '.bin'),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  for (const directory of directories) {
    const path = join(directory, name)
    if (directory !== '' && existsSync(path) && answers(name, path)) return path
  }
  return null
}

/**
 * The path of a tool that a suite cannot do without. When it is missing: null, one line on standard output, and a line in
 * the file of skipped suites, so that the suite's `describe.skipIf(tool === null)` is never silent.
 */
export function requireTool(name: ToolName): string | null {
  const path = findTool(name)
  if (path === null) reportSkipped(`${name} is not installed`)
  return path
}

/** Records that the calling suite does not run, and why, for the summary at the end of `npm test`. */
export function reportSkipped(reason: string): void {
  console.log(`skipped: ${reason}`)
  const file = process.env[SKIPPED_FILE_VARIABLE]
  if (file !== undefined) appendFileSync(file, `${callingSuite()}: ${reason}\n`)
}

function callingSuite(): string {
  const stack = new Error().stack ?? ''
  const path = /([\w./:@-]+\.test\.ts)/.exec(stack)?.[1]
  return path === undefined ? 'a suite' : basename(path)
}

/** Debian keeps the server's programs beside the PATH, one directory per major version: the newest is taken. */
function postgresqlDirectory(): string | null {
  const base = '/usr/lib/postgresql'
  if (!existsSync(base)) return null
  const versions = readdirSync(base)
    .filter((version) => existsSync(join(base, version, 'bin', 'initdb')))
    .sort((a, b) => Number(b) - Number(a))
  return versions[0] === undefined ? null : join(base, versions[0], 'bin')
}

/** Some programs are there in name only: an Erlang without public_key, a placeholder of java. */
function answers(name: ToolName, path: string): boolean {
  if (name === 'erl') {
    const probe = 'io:format("~p", [application:load(public_key)]), halt().'
    const answer = spawnSync(path, ['-noshell', '-eval', probe], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    return answer.stdout === 'ok'
  }
  if (name === 'java' || name === 'javac') {
    return spawnSync(path, ['-version'], { timeout: 20_000 }).status === 0
  }
  return true
}
