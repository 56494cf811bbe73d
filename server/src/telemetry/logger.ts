import { pino } from 'pino'

/** The log: pino's interface, so that no other room names the library. */
export type Logger = pino.Logger

export interface LoggerOptions {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  /** `auto`: pretty on a terminal, JSON elsewhere. */
  readonly format: 'auto' | 'json' | 'pretty'
  /** Where lines go instead of standard output. */
  readonly destination?: pino.DestinationStream | undefined
}

/*
 * Secrets are objects that print as `[redacted]`, whatever path they take into a line. This is the second net, for plain
 * text that came from outside before anybody made it a secret. It works on the finished line: pino's own redaction by path
 * costs four times as much as writing the line, and reaches only the depths that are listed.
 */
const MAY_HOLD_SECRET = /cm_|PRIVATE KEY|authorization|privateKey|passphrase|apiKey|setupToken/i
const SECRET_MEMBER =
  /("(?:authorization|privateKey|caPassphrase|passphrase|apiKey|setupToken)":)"(?:[^"\\]|\\.)*"/gi
const API_KEY = /cm_[0-9A-Za-z]{42}/g
const PRIVATE_KEY_PEM =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?="))/g

function redacted(line: string): string {
  if (!MAY_HOLD_SECRET.test(line)) return line
  return line
    .replace(SECRET_MEMBER, '$1"[redacted]"')
    .replace(API_KEY, '[redacted]')
    .replace(PRIVATE_KEY_PEM, '[redacted]')
}

/** Milliseconds that a line may wait: writes are gathered, so that a burst of requests costs a few of them. */
const FLUSH_MILLISECONDS = 250
const GATHERED_BYTES = 4096

export async function createLogger(options: LoggerOptions): Promise<Logger> {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redacted },
    },
    await destinationOf(options),
  )
}

/** Pretty lines are written at once, in this process: a person is watching. */
async function destinationOf(options: LoggerOptions): Promise<pino.DestinationStream> {
  const pretty = options.format === 'pretty' || (options.format === 'auto' && process.stdout.isTTY)
  if (pretty) {
    // Imported only here: it costs a start more than the rest of the log together.
    const { default: prettyStream } = await import('pino-pretty')
    return prettyStream({
      colorize: process.stdout.isTTY,
      destination: options.destination ?? 1,
      sync: true,
    })
  }
  if (options.destination) return options.destination
  return pino.destination({
    dest: 1,
    sync: false,
    minLength: GATHERED_BYTES,
    periodicFlush: FLUSH_MILLISECONDS,
  })
}
