import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findTool, NPM_JUDGES, SKIPPED_FILE_VARIABLE, TOOLS } from '../test/_kit/tools.ts'
import type { ToolName } from '../test/_kit/tools.ts'
import { ROOT, run } from './run.ts'

/**
 * `npm test`: brings the outside judges where it can, runs every suite, and names what was skipped. It works with
 * nothing but Node and npm as well: then the suites that need a judge are skipped, and said to be.
 */

const installs = process.env['JUDGES_INSTALL'] !== 'no'

if (installs) {
  await installDebianJudges()
  await installNpmJudges()
}
process.exitCode = await runSuites(process.argv.slice(2))

/** As root on a Debian, the missing ones are installed; anywhere else this does nothing. Failing is no failure. */
async function installDebianJudges(): Promise<void> {
  const names = Object.keys(TOOLS) as ToolName[] // the keys of a constant table
  const missing = names.filter((name) => TOOLS[name].length > 0 && findTool(name) === null)
  const packages = [...new Set<string>(missing.flatMap((name) => TOOLS[name]))]
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return

  console.log(
    `installing outside judges: ${packages.join(' ')} (JUDGES_INSTALL=no leaves them out)`,
  )
  const environment = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { environment, limitSeconds: 90 })
  const install = ['install', '-y', '-q', '--no-install-recommends']
  const all = await run('apt-get', [...install, ...packages], { environment, limitSeconds: 240 })
  if (all.succeeded) return
  // One name that this release does not have makes apt-get refuse all of them.
  for (const name of packages) {
    const { succeeded } = await run('apt-get', [...install, name], {
      environment,
      limitSeconds: 60,
    })
    if (!succeeded) console.log(`${name} could not be installed`)
  }
}

async function installNpmJudges(): Promise<void> {
  if (NPM_JUDGES.every((judge) => findTool(judge) !== null)) return
  console.log('installing the judges of test/judges')
  const args = ['ci', '--prefix', 'test/judges', '--ignore-scripts', '--no-audit', '--no-fund']
  const { succeeded } = await run('npm', args, { limitSeconds: 180 })
  if (!succeeded) console.log('they could not be installed')
}

/** @returns the exit code of vitest */
async function runSuites(args: readonly string[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'certman-test-'))
  try {
    const skippedFile = join(directory, 'skipped')
    const resultFile = join(directory, 'result.json')
    const { succeeded } = await run(
      process.execPath,
      [
        join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${resultFile}`,
        ...args,
      ],
      { show: true, environment: { [SKIPPED_FILE_VARIABLE]: skippedFile } },
    )
    reportSkippedSuites(skippedFile)
    reportCounts(resultFile, succeeded)
    return succeeded ? 0 : 1
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function reportSkippedSuites(file: string): void {
  if (!existsSync(file)) return
  const lines = [...new Set(readFileSync(file, 'utf8').trimEnd().split('\n'))].sort()
  console.log('Not run for want of a tool:')
  for (const line of lines) console.log(`  ${line}`)
}

/** The last line, for whoever reads only that. */
function reportCounts(file: string, succeeded: boolean): void {
  if (!existsSync(file)) return
  const result: { numPassedTests: number; numFailedTests: number; numPendingTests: number } =
    JSON.parse(readFileSync(file, 'utf8'))
  const failed = succeeded ? 0 : Math.max(1, result.numFailedTests) // a suite that does not load has no test
  console.log(
    `${result.numPassedTests} passed, ${failed} failed, ${result.numPendingTests} skipped`,
  )
}
