import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findTool, JUDGES_DIRECTORY, NPM_JUDGES } from '../test/_kit/tools.ts'
import type { ToolName } from '../test/_kit/tools.ts'
import { run } from './run.ts'

/**
 * `npm run judges`: the outside judges that are in no Debian package, into `.judges/` and `test/judges/node_modules`.
 * Each needs its own language's installer; what is missing is said, and the others are installed all the same.
 */
const ZLINT = 'github.com/zmap/zlint/v3/cmd/zlint@v3.7.1'
const PKILINT = 'pkilint==0.13.3'
const SCHEMATHESIS = 'schemathesis==4.32.5'

const venv = join(JUDGES_DIRECTORY, 'venv')
const python = join(venv, 'bin', 'python')

mkdirSync(JUDGES_DIRECTORY, { recursive: true })

await install('zlint', ['zlint'], () =>
  step('go', ['install', ZLINT], { GOBIN: join(JUDGES_DIRECTORY, 'bin'), GOFLAGS: '-mod=mod' }),
)
await install('pkilint and schemathesis', ['lint_pkix_cert', 'schemathesis'], async () => {
  const exists = existsSync(python) || (await step('python3', ['-m', 'venv', venv]))
  return exists && (await step(python, ['-m', 'pip', 'install', '--quiet', PKILINT, SCHEMATHESIS]))
})
await install('the judges of test/judges', NPM_JUDGES, () =>
  step('npm', ['ci', '--prefix', 'test/judges', '--ignore-scripts', '--no-audit', '--no-fund']),
)

async function install(
  title: string,
  tools: readonly ToolName[],
  act: () => Promise<boolean>,
): Promise<void> {
  if (tools.every((tool) => findTool(tool) !== null)) {
    console.log(`${title}: there already`)
    return
  }
  console.log(`${title}: installing …`)
  const succeeded = await act()
  console.log(`${title}: ${succeeded ? 'installed' : 'could not be installed'}`)
  if (!succeeded) process.exitCode = 1
}

async function step(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { succeeded, output } = await run(command, args, { environment, limitSeconds: 900 })
  if (!succeeded) console.error(output)
  return succeeded
}
