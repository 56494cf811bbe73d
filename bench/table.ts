/** One line of the report. */
export interface Figure {
  readonly subject: string
  /** CPU microseconds, or what `unit` says. */
  readonly value: number
  readonly unit?: string
  readonly floor?: { readonly name: string; readonly value: number; readonly ratio: number }
  /** The most that the ratio may be; without a floor, the most that the value may be. */
  readonly target?: number
  readonly note?: string
}

const HEAD = ['', 'measured', 'floor', 'ratio', 'target', '']

export function renderTable(title: string, figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 || column === row.length - 1 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd(),
  )
  const notes = figures.flatMap(({ floor, subject }) =>
    floor === undefined ? [] : [`  ${subject}: against ${floor.name}`],
  )
  return [title, ...lines, ...new Set(notes), ''].join('\n')
}

function cells(figure: Figure): string[] {
  const { subject, value, unit = 'µs', floor, target, note = '' } = figure
  const judged = floor === undefined ? value : floor.ratio
  return [
    subject,
    `${digits(value)} ${unit}`,
    floor === undefined ? '' : `${digits(floor.value)} ${unit}`,
    floor === undefined ? '' : floor.ratio.toFixed(2),
    target === undefined ? '' : `≤ ${target} ${judged <= target ? 'kept' : 'MISSED'}`,
    note,
  ]
}

function digits(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)
}
