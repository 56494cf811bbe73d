import type { SignInContext } from './context.ts'

/**
 * @param wanted where the browser says that the page is
 * @returns it, when the dashboard is there
 */
export function findOrigin(
  { origins }: Pick<SignInContext, 'origins'>,
  wanted: string | undefined,
): string | undefined {
  return origins().find((origin) => origin === wanted)
}

/** The address of the dashboard that a browser is at; the first one for a host that is none of ours. */
export function originOfHost({ origins }: Pick<SignInContext, 'origins'>, host: string): string {
  const all = origins()
  return all.find((origin) => new URL(origin).host === host) ?? all[0] ?? ''
}

/** Bounds what is carried along; longer addresses lead to the beginning. */
const MOST_CHARACTERS = 2000

/**
 * Where to go after signing in: a path of our own, whatever was asked for. Browsers read `\` as `/` and `//host` as another
 * site (URL standard, §4.4), and drop tabs and newlines wherever they stand.
 */
export function ownPath(next: string | undefined): string {
  if (next === undefined || next.length > MOST_CHARACTERS || !/^\/[^/\\]|^\/$/.test(next))
    return '/'
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f\\]/.test(next)) return '/'
  const base = 'https://dashboard.invalid'
  const url = URL.canParse(next, base) ? new URL(next, base) : undefined
  return url?.origin === base && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : '/'
}
