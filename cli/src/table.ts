/** Rows under headings and a rule, columns two spaces apart and filled up to their width. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'No results found.'
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join('  ')
  return [headings, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')
}

/** One `name  value` for each member, values in one column. */
export function members(object: object): string {
  const entries = Object.entries(object)
  const width = Math.max(...entries.map(([name]) => name.length))
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${textOf(value)}`).join('\n')
}

function textOf(value: unknown): string {
  // A PEM has several lines, and nobody chose what stands in it.
  if (typeof value === 'string' && value.startsWith('-----BEGIN ')) return value
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return plain(JSON.stringify(value))
  return plain(String(value))
}

/** A name that somebody chose could carry escape sequences to the terminal that shows it. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '�')
}

/** `1 certificate`, `2 certificates`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
