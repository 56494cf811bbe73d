/**
 * Where to go after signing in: a path of this site, whatever the address says. Browsers read `\` as `/` and `//host` as
 * another site (URL standard, §4.4).
 */
export function ownPath(next: unknown): string {
  if (
    typeof next !== 'string' ||
    !/^\/(?![/\\])/.test(next) ||
    !URL.canParse(next, location.origin)
  ) {
    return '/'
  }
  const url = new URL(next, location.origin)
  const isOurs = url.origin === location.origin && !url.pathname.startsWith('//')
  return isOurs ? `${url.pathname}${url.search}${url.hash}` : '/'
}
