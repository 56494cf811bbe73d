import { execFile } from 'node:child_process'

const LIMIT_MS = 240_000

/** Runs a program to its end. Only one that cannot be started throws; a refusal is an exit code like any other. */
export function execute(
  command: string,
  args: readonly string[],
  options: {
    readonly environment?: Readonly<Record<string, string>>
    readonly directory?: string
  } = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const settings = {
      env: { ...process.env, ...options.environment },
      cwd: options.directory,
      timeout: LIMIT_MS,
    }
    execFile(command, [...args], settings, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr })
    })
  })
}
