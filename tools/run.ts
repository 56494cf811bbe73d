import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

export const ROOT: string = join(import.meta.dirname, '..')

/** The environment of a tool: what `npm ci` installed comes first on PATH, its Node before all. */
function toolEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter)
  return { ...process.env, PATH: path, ...extra }
}

export interface Outcome {
  readonly succeeded: boolean
  /** What it printed on both streams; empty when it printed on ours. */
  readonly output: string
  readonly milliseconds: number
}

/**
 * Runs a program in the root of the repository, without a shell and without standard input. It never throws: a program
 * that is missing, fails, or takes longer than `limitSeconds` has not succeeded.
 */
export async function run(
  command: string,
  args: readonly string[],
  options: {
    readonly show?: boolean
    readonly limitSeconds?: number
    readonly environment?: Readonly<Record<string, string>>
  } = {},
): Promise<Outcome> {
  const started = performance.now()
  const stdio = options.show ? 'inherit' : 'pipe'
  const child = spawn(command, args, {
    cwd: ROOT,
    env: toolEnvironment(options.environment),
    stdio: ['ignore', stdio, stdio],
  })
  let output = ''
  const gather = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout?.on('data', gather)
  child.stderr?.on('data', gather)
  const { limitSeconds } = options
  const timer = limitSeconds && setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000)
  const succeeded = await new Promise<boolean>((resolve) => {
    child.on('error', (error) => {
      output += `${error.message}\n`
      resolve(false)
    })
    child.on('close', (code) => resolve(code === 0))
  })
  clearTimeout(timer)
  return { succeeded, output, milliseconds: performance.now() - started }
}
