import { Refusal } from './refusal.ts'

/** A line of a CSV file by the names in its header, lower case with `_`; `line` counts from 1, the header included. */
export interface CsvRow {
  readonly line: number
  readonly values: ReadonlyMap<string, string>
}

/**
 * RFC 4180 with a header line; lines that are empty or begin with # are passed over.
 * @throws Refusal naming the line that is at fault, or the column that is not one of `columns`
 */
export function parseCsv(text: string, columns: readonly string[]): CsvRow[] {
  const [header, ...records] = splitRecords(text.replace(/^\uFEFF/, ''))
  if (header === undefined) throw new Refusal('the file is empty', headerHint(columns))
  const names = header.cells.map((cell) => cell.trim().toLowerCase().replaceAll('-', '_'))
  const unknown = names.find((name) => !columns.includes(name))
  if (unknown !== undefined)
    throw new Refusal(`there is no column "${unknown}"`, headerHint(columns))
  return records.map(({ line, cells }) => {
    if (cells.length > names.length)
      throw new Refusal(
        `line ${line} has ${cells.length} cells under ${names.length} headings`,
        'put cells that hold commas in double quotes',
      )
    return { line, values: new Map(cells.map((cell, at) => [names[at] ?? '', cell.trim()])) }
  })
}

function headerHint(columns: readonly string[]): string {
  return `the first line names the columns, some of ${columns.join(', ')}`
}

interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

function splitRecords(text: string): CsvRecord[] {
  const records: CsvRecord[] = []
  // One cell and what ends it; a quoted cell may hold commas and line breaks, and "" for a quote.
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy
  let line = 1
  let start = 1
  let cells: string[] = []
  while (cell.lastIndex < text.length || cells.length > 0) {
    const found = cell.exec(text)
    if (found === null)
      throw new Refusal(`line ${line} has a quote in its middle`, 'write "" for a quote')
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    line += found[0].split('\n').length - 1
    if (found[3] === ',') continue
    const isEmpty = cells.every((text) => text.trim() === '')
    if (!isEmpty && cells[0]?.startsWith('#') !== true) records.push({ line: start, cells })
    cells = []
    start = line
  }
  return records
}
