/**
 * What only HTTP can refuse, before any verb is called: an unknown route, a wrong method, a body that is too large or not
 * JSON. Everything else is a Problem (pki/problem.ts).
 */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal'
  readonly status: number
  /** For programs; shown beside the codes of Problem. */
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  /** @param message a sentence for the caller, saying what to do; it must hold no internal detail */
  constructor(
    status: 400 | 401 | 403 | 404 | 405 | 413 | 415,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}
