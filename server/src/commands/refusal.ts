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
  if (error instanceof Problem) return withHint(...splitAdvice(error.message))
  const message = error instanceof Error ? error.message : String(error)
  return withHint(`unexpected: ${message}`, 'set CERTMAN_LOG_LEVEL=debug to see where it happened')
}

function withHint(sentence: string, hint: string | undefined): string {
  return hint === undefined ? `Error: ${sentence}` : `Error: ${sentence}\nhint: ${hint}`
}

/** Our problems say what is wrong, a semicolon, and what to do. */
function splitAdvice(message: string): [string, string | undefined] {
  const at = message.lastIndexOf('; ')
  return at < 0 ? [message, undefined] : [message.slice(0, at), message.slice(at + 2)]
}

function stackOf(error: unknown): string {
  const chain: string[] = []
  for (let e = error; e instanceof Error; e = e.cause) chain.push(e.stack ?? e.message)
  return chain.join('\ncaused by: ')
}
