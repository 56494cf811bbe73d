/** GET /console/v1/session tells the token; it is bound to the session, and kept in memory only. */
const SESSION = '/console/v1/session'

let known: string | undefined

export function rememberCsrfToken(token: string): void {
  known = token
}

export function forgetCsrfToken(): void {
  known = undefined
}

/** @returns undefined for somebody who is not signed in */
export async function csrfToken(): Promise<string | undefined> {
  if (known !== undefined) return known
  const response = await fetch(SESSION, { credentials: 'same-origin', cache: 'no-store' })
  if (!response.ok) return undefined
  const session = (await response.json()) as { readonly csrfToken?: string }
  known = session.csrfToken
  return known
}
