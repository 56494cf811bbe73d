import { homedir } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { renderReport, type Format, type Report } from './formats.ts'

/** What a command is given by whoever calls it: the process, or a test. */
export interface Terminal {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly input: Readable & { readonly isTTY?: boolean }
  /** Results only. */
  readonly output: Writable
  /** Everything that is said besides: progress, questions, advice, errors. */
  readonly talk: Writable & { readonly isTTY?: boolean }
  /** Where `.certman` is. */
  readonly home: string
  readonly fetch: typeof globalThis.fetch
  /** Milliseconds since 1970. */
  now(): number
  /** Shows an address to the person, where that can be done. */
  open?(address: string): Promise<void>
}

export function processTerminal(): Terminal {
  return {
    variables: process.env,
    input: process.stdin,
    output: process.stdout,
    talk: process.stderr,
    home: homedir(),
    fetch: (input, init) => globalThis.fetch(input, init),
    now: Date.now,
    open: async (address) => {
      const { openBrowser } = await import('./open-browser.ts')
      await openBrowser(address)
    },
  }
}

/** The options that every command takes. */
export interface GlobalOptions {
  readonly json?: true
  readonly output?: Format
  readonly apiKey?: string
  readonly apiUrl?: string
}

/** The terminal as commands use it. */
export interface Console extends Terminal {
  readonly options: () => GlobalOptions
  readonly format: () => Format
  /** A result, in the format that was asked for. */
  report(report: Report): Promise<void>
  /** One line that is no result. */
  say(line: string): void
  /** A line that people read as a result, and that must not stand between the lines of a format for programs. */
  tell(line: string): void
  /** The exit code, when it is not 0: the command ran, and what it found is not good. */
  exit(code: number): void
}

export function createConsole(
  terminal: Terminal,
  options: () => GlobalOptions,
  exit: (code: number) => void,
): Console {
  const format = (): Format => (options().json === true ? 'json' : (options().output ?? 'table'))
  terminal.output.on('error', ignoreClosedPipe)
  const write = (text: string): void => void terminal.output.write(text)
  const say = (line: string): void => void terminal.talk.write(`${line}\n`)
  return {
    ...terminal,
    options,
    format,
    exit,
    say,
    tell: (line) => (format() === 'table' ? write(`${line}\n`) : say(line)),
    async report(report) {
      const text = await renderReport(report, format())
      if (text !== '') write(`${text}\n`)
    },
  }
}

/** Whoever reads may have seen enough (`| head`); what was done is done. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
