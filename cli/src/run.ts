import { CommanderError } from 'commander'
import { createConsole, type Terminal } from './console.ts'
import { createProgram } from './program.ts'
import { renderFailure } from './refusal.ts'

const OK = 0
const FAILED = 1

/**
 * Runs one command.
 * @param words what was typed after the program's name
 * @returns the exit code: 0, or 1 for whatever went wrong, unless a command has codes of its own
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  let code = OK
  const program = createProgram(
    createConsole(
      terminal,
      () => program.opts(),
      (given) => (code = given),
    ),
  )
  try {
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    // Commander has said its sentence already; help and version, which end a run as well, are no failures.
    if (error instanceof CommanderError && error.exitCode === 0) return OK
    if (!(error instanceof CommanderError)) terminal.talk.write(renderFailure(error))
    return code === OK ? FAILED : code
  }
}
