import { execFile } from 'node:child_process'

/** Runs a program to its end. Only one that cannot be started throws; a refusal is an exit code like any other. */
export function execute(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...process.env, ...environment }, timeout: 120_000 }
    execFile(command, [...args], options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr })
    })
  })
}
