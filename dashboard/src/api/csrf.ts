/** GET /console/v1/session tells the token; it is bound to the session, and kept in memory only. */
const SESSION = '/console/v1/session'

let known: string | undefined

export function rememberCsrfToken(token: string): void {
  known = token
}

export function forgetCsrfToken(): void {
  known = undefined
}

/** What is known without asking: enough for what people do who are not signed in. */
export function knownCsrfToken(): string | undefined {
  return known
}

/** @returns undefined for somebody who is not signed in */
export async function csrfToken(): Promise<string | undefined> {
  if (known !== undefined) return known
  const response = await fetch(SESSION, { credentials: 'same-origin', cache: 'no-store' })
  if (!response.ok) {
    // What is not read is not over, for the browser.
    await response.text()
    return undefined
  }
  const session = (await response.json()) as { readonly csrfToken?: string }
  known = session.csrfToken
  return known
}
