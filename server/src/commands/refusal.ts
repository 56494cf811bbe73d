import { Problem } from '../pki/problem.ts'

/** A command that cannot go on, with what to do about it in a line of its own. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly hint: string

  constructor(message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.hint = hint
  }
}

/** How a failure is told at the terminal. */
export function renderFailure(error: unknown, isDebugging: boolean): string {
  const told = tell(error)
  const stack = isDebugging ? `\n${stackOf(error)}` : ''
  return `${told}${stack}\n`
}

function tell(error: unknown): string {
  if (error instanceof Refusal) return withHint(error.message, error.hint)
  if (error instanceof Problem) return withHint(...adviceOf(error))
  const message = error instanceof Error ? error.message : String(error)
  return withHint(
    `unexpected: ${message}`,
    'run certman-server doctor; CERTMAN_LOG_LEVEL=debug shows where it happened',
  )
}

function withHint(sentence: string, hint: string | undefined): string {
  return hint === undefined ? `Error: ${sentence}` : `Error: ${sentence}\nhint: ${hint}`
}

/** Our problems say what is wrong, a semicolon, and what to do. */
function adviceOf({ code, message }: Problem): [string, string | undefined] {
  const at = message.lastIndexOf('; ')
  if (at < 0) return [message, undefined]
  // The advice speaks of a member that requests have and commands have not.
  const advice = code === 'passphraseWrong' ? 'check it and try again' : message.slice(at + 2)
  return [message.slice(0, at), advice]
}

function stackOf(error: unknown): string {
  const chain: string[] = []
  for (let e = error; e instanceof Error; e = e.cause) chain.push(e.stack ?? e.message)
  return chain.join('\ncaused by: ')
}
