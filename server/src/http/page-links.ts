/** One page of a list, as asked for. */
export interface PageOfList {
  readonly page: number
  readonly totalPages: number
}

/**
 * The Link field (RFC 8288 §3) with first, prev, next and last, as references relative to the request so that they hold
 * behind any proxy; filters and page size are kept.
 */
export function pageLinks(
  requestUrl: string,
  { page, totalPages }: PageOfList,
): string | undefined {
  if (totalPages === 0) return undefined
  const url = new URL(requestUrl)
  const link = (to: number, relation: string): string => {
    url.searchParams.set('page', String(to))
    return `<${url.pathname}${url.search}>; rel="${relation}"`
  }
  const links = [link(1, 'first')]
  if (page > 1) links.push(link(Math.min(page - 1, totalPages), 'prev'))
  if (page < totalPages) links.push(link(page + 1, 'next'))
  links.push(link(totalPages, 'last'))
  return links.join(', ')
}
