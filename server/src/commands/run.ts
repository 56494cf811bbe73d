import { CommanderError } from 'commander'
import { createConsole, type Terminal } from './console.ts'
import { createProgram } from './program.ts'
import { renderFailure } from './refusal.ts'

const OK = 0
const FAILED = 1
const USAGE = 2

/**
 * Runs one command.
 * @param words what was typed after the program's name
 * @returns the exit code: 0, 1 when the command failed or found something bad, 2 when it was called wrongly
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  let code = OK
  const program = createProgram(
    createConsole(
      terminal,
      () => program.opts()['json'] === true,
      () => (code = FAILED),
    ),
  )
  try {
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    // Commander has said its sentence already; help and version, which end a run as well, are no failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE
    const isDebugging = /^(debug|trace)$/.test(terminal.variables['CERTMAN_LOG_LEVEL'] ?? '')
    terminal.talk.write(renderFailure(error, isDebugging))
    return FAILED
  }
}
