import { execFile } from 'node:child_process'

/** What a hook finds in its environment. */
export type HookVariables = Readonly<Record<string, string>>

/** Runs a command to its end. @throws HookError when it fails or takes too long */
export type RunHook = (command: string, variables: HookVariables) => Promise<void>

class HookError extends Error {
  override readonly name = 'HookError'
}

const LIMIT_MS = 300_000
const LAST_LINES = 5

/** Hooks by the shell of the system, with the agent's environment and the variables; what they say goes on. */
export function shellHooks(
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): RunHook {
  return (command, variables) =>
    new Promise((resolve, reject) => {
      const settings = { env: { ...environment, ...variables }, timeout: LIMIT_MS, shell: true }
      execFile(command, [], settings, (error, stdout, stderr) => {
        const lines = `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== '')
        for (const line of lines.slice(-LAST_LINES)) say(`  ${line}`)
        if (error === null) return resolve()
        const reason = error.killed ? `took longer than ${LIMIT_MS / 1000} s` : describe(error)
        reject(new HookError(`"${command}" ${reason}`, { cause: error }))
      })
    })
}

function describe(error: Error & { readonly code?: string | number | null }): string {
  return typeof error.code === 'number' ? `ended with ${error.code}` : `failed: ${error.message}`
}
