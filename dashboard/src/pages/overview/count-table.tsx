import { formatNumber } from '../../texts/format.ts'
import type { ReactNode } from 'react'

/** The numbers of a chart, for everybody who would rather read them. */
export function CountTable({
  label,
  header,
  columns,
  rows,
}: {
  label: string
  header: string
  columns: readonly string[]
  rows: readonly (readonly [label: string, ...counts: number[]])[]
}): ReactNode {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="h-full overflow-auto rounded-md border"
    >
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-sunken text-xs text-ink-soft">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-start font-medium">
              {header}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-3 py-1.5 text-end font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map(([name, ...counts]) => (
            <tr key={name}>
              <th scope="row" className="px-3 py-1.5 text-start font-normal whitespace-nowrap">
                {name}
              </th>
              {counts.map((count, place) => (
                // Columns are constant: the place is the identity.
                <td key={place} className="px-3 py-1.5 text-end tabular-nums">
                  {formatNumber(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
