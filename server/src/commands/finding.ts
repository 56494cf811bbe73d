/** What one check of the doctor found. */
export interface Finding {
  readonly check: string
  readonly status: 'ok' | 'warn' | 'fail'
  /** A sentence: what is. */
  readonly message: string
  /** What to do about it; null when there is nothing to do. */
  readonly fix: string | null
}

export const ok = (check: string, message: string): Finding => ({
  check,
  status: 'ok',
  message,
  fix: null,
})

export const warn = (check: string, message: string, fix: string): Finding => ({
  check,
  status: 'warn',
  message,
  fix,
})

export const fail = (check: string, message: string, fix: string): Finding => ({
  check,
  status: 'fail',
  message,
  fix,
})

/** What a check that could not be made says. Our problems end with what to do, after a semicolon. */
export function failWith(check: string, error: unknown, fix: string): Finding {
  const message = error instanceof Error ? error.message : String(error)
  const at = message.lastIndexOf('; ')
  return at < 0
    ? fail(check, message, fix)
    : fail(check, message.slice(0, at), message.slice(at + 2))
}
