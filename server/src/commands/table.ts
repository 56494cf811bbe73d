/** Rows under headings, columns two spaces apart. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows]
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => width(line[column]))))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const width = (cell: string | undefined): number => Array.from(cell ?? '').length

/** The day of a time, for a table; JSON has it whole. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

export const timeText = (time: number): string => new Date(time).toISOString()

/** `1 event`, `2 events`. */
export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`

/** A name that somebody chose could carry escape sequences to the terminal that shows it. */
export const plain = (text: string): string => text.replace(/\p{Cc}/gu, '�')
