/** Survives the way to the sign-in page and back, in this tab only: in an address it would end up in logs. */
const KEPT = 'certman.invitation'

/** From behind `#`, which browsers send to nobody; or from before somebody signed in. */
export function invitationToken(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  return given ?? sessionStorage.getItem(KEPT) ?? ''
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEPT, token)
}

export function forgetToken(): void {
  sessionStorage.removeItem(KEPT)
}
