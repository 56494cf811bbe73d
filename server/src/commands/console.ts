import { userInfo } from 'node:os'
import type { Readable, Writable } from 'node:stream'

/** What a command is given by whoever calls it: the process, or a test. */
export interface Terminal {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly input: Readable & { readonly isTTY?: boolean }
  /** Results only. */
  readonly output: Writable
  /** Everything that is said besides: progress, questions, advice, errors. */
  readonly talk: Writable & { readonly isTTY?: boolean }
  /** Who is at the keyboard, as the audit names them. */
  readonly operator: string
}

export function processTerminal(): Terminal {
  return {
    variables: process.env,
    input: process.stdin,
    output: process.stdout,
    talk: process.stderr,
    operator: userInfo().username,
  }
}

/** What a command found or made. */
export interface Report {
  /** One JSON document, with the members of the API where it has them. */
  readonly json: unknown
  /** The same for people; lines without a newline at the end. */
  readonly text: string
  /** The command ran, and what it found is not good: exit code 1. */
  readonly failed?: boolean
}

/** The terminal as commands use it. */
export interface Console extends Terminal {
  report(report: Report): void
  /** One line that is no result. */
  say(line: string): void
}

export function createConsole(
  terminal: Terminal,
  wantsJson: () => boolean,
  failed: () => void,
): Console {
  return {
    ...terminal,
    report(report) {
      terminal.output.on('error', ignoreClosedPipe)
      const text = wantsJson() ? JSON.stringify(report.json, null, 2) : report.text
      terminal.output.write(`${text}\n`)
      if (report.failed) failed()
    },
    say(line) {
      terminal.talk.write(`${line}\n`)
    },
  }
}

/** Whoever reads may have seen enough (`| head`); what was done is done. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
