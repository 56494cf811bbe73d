export const FORMATS = ['table', 'json', 'yaml', 'csv'] as const

export type Format = (typeof FORMATS)[number]

/** What a command found or made. */
export interface Report {
  /** For programs: what `--json`, `--output yaml` and `--output csv` show. */
  readonly json: unknown
  /** The same for people, without a newline at the end. */
  readonly text: string
}

/** Without a newline at the end. */
export async function renderReport({ json, text }: Report, format: Format): Promise<string> {
  switch (format) {
    case 'table':
      return text
    case 'json':
      return JSON.stringify(json, null, 2)
    case 'yaml': {
      const { stringify } = await import('yaml')
      return stringify(json, { lineWidth: 0 }).trimEnd()
    }
    case 'csv':
      return csv(json)
  }
}

/** RFC 4180, with a header line: a list has a line for each element, a single object is one line. */
export function csv(json: unknown): string {
  const rows = rowsOf(json)
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  if (columns.length === 0) return ''
  const lines = rows.map((row) => columns.map((column) => field(cellOf(row[column]))))
  return [columns.map(field), ...lines].map((line) => line.join(',')).join('\r\n')
}

type Row = Readonly<Record<string, unknown>>

/** The list itself, or the one that the object is about: the certificates of a page. */
function rowsOf(json: unknown): readonly Row[] {
  if (Array.isArray(json)) return json.map(asRow)
  const row = asRow(json)
  const list = Object.values(row).find((value) => Array.isArray(value) && value.every(isObject))
  if (Array.isArray(list) && list.length > 0) return list.map(asRow)
  return 'totalPages' in row ? [] : [flatten(row)]
}

/** `{ certificate: { id } }` is the same line as `{ id }`. */
function flatten(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, unknown][] =>
      isObject(value) ? Object.entries(value) : [[name, value]],
    ),
  )
}

function asRow(value: unknown): Row {
  return isObject(value) ? value : { value }
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cellOf).join(' ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
