import { useRef, useState } from 'react'
import { formatNumber } from '../texts/format.ts'
import { classes } from './classes.ts'
import type { KeyboardEvent, ReactNode } from 'react'

/** One kind of thing in a stack; its look tells it apart by pattern as well as by colour (WCAG 1.4.1). */
export interface Series {
  readonly id: string
  readonly name: string
  /** From `SERIES_LOOKS`. */
  readonly look: string
}

export interface Column {
  readonly id: string
  readonly label: string
  /** By series; those that are missing count nothing. */
  readonly counts: Readonly<Record<string, number | undefined>>
}

/** Looks for up to eight series, written as classes of app.css. */
export const SERIES_LOOKS = [
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'series-7',
  'series-8',
] as const

/**
 * Counts over time as stacked columns. One stop for the keyboard: arrow keys move, Enter opens; whatever is pointed at is told
 * in a box above. It is drawn from boxes, so it needs no library and follows its frame.
 */
export function BarChart({
  label,
  series,
  columns,
  onOpen,
}: {
  /** What it shows, read aloud. */
  label: string
  series: readonly Series[]
  columns: readonly Column[]
  onOpen: (column: Column) => void
}): ReactNode {
  const [current, setCurrent] = useState<number>()
  const bars = useRef<(HTMLButtonElement | null)[]>([])
  const totals = columns.map((column) => totalOf(column, series))
  const { top, lines } = scaleOf(Math.max(0, ...totals))
  const shown = current === undefined ? undefined : columns[current]

  const move = (event: KeyboardEvent, place: number): void => {
    const steps = {
      ArrowRight: 1,
      ArrowLeft: -1,
      PageDown: 7,
      PageUp: -7,
      Home: -Infinity,
      End: Infinity,
    }
    const step = steps[event.key as keyof typeof steps]
    if (step === undefined) return
    event.preventDefault()
    bars.current[Math.min(columns.length - 1, Math.max(0, place + step))]?.focus()
  }

  return (
    <div className="flex h-full min-w-0 flex-col">
      <div className="flex min-h-0 flex-1 gap-2">
        <div
          aria-hidden
          className="relative w-8 shrink-0 text-end text-xs text-ink-faint tabular-nums"
        >
          {lines.map((line) => (
            <span
              key={line}
              className="absolute end-0 -translate-y-1/2"
              style={{ bottom: `${(100 * line) / top}%`, translate: '0 50%' }}
            >
              {formatNumber(line)}
            </span>
          ))}
        </div>
        <div className="relative min-w-0 flex-1" onMouseLeave={() => setCurrent(undefined)}>
          {lines.map((line) => (
            <div
              key={line}
              aria-hidden
              className="absolute inset-x-0 border-t"
              style={{ bottom: `${(100 * line) / top}%` }}
            />
          ))}
          <div role="group" aria-label={label} className="absolute inset-0 flex items-stretch">
            {columns.map((column, place) => (
              <button
                key={column.id}
                ref={(bar) => {
                  bars.current[place] = bar
                }}
                type="button"
                tabIndex={place === (current ?? columns.length - 1) ? 0 : -1}
                aria-label={`${column.label}: ${spoken(column, series)}`}
                onFocus={() => setCurrent(place)}
                onBlur={() => setCurrent(undefined)}
                onMouseEnter={() => setCurrent(place)}
                onKeyDown={(event) => move(event, place)}
                onClick={() => {
                  if ((totals[place] ?? 0) > 0) onOpen(column)
                }}
                className={classes(
                  'flex min-w-0 flex-1 flex-col-reverse items-center -outline-offset-2',
                  place === current && 'bg-hover',
                )}
              >
                {series.map(({ id, look }) => {
                  const count = column.counts[id] ?? 0
                  return count === 0 ? null : (
                    <span
                      key={id}
                      className={classes('block w-[80%] shrink-0 last:rounded-t-[2px]', look)}
                      style={{ height: `${(100 * count) / top}%`, minHeight: '2px' }}
                    />
                  )
                })}
              </button>
            ))}
          </div>
          {shown !== undefined && current !== undefined && (
            <Told column={shown} series={series} position={(current + 0.5) / columns.length} />
          )}
        </div>
      </div>
      <Ends columns={columns} />
    </div>
  )
}

/** Names of the first, the middle and the last column: enough to know when. */
function Ends({ columns }: { columns: readonly Column[] }): ReactNode {
  const places = [0, Math.floor(columns.length / 2), columns.length - 1]
  return (
    <div aria-hidden className="flex justify-between ps-10 pt-1.5 text-xs text-ink-faint">
      {places.map((place) => (
        <span key={place}>{columns[place]?.label}</span>
      ))}
    </div>
  )
}

function Told({
  column,
  series,
  position,
}: {
  column: Column
  series: readonly Series[]
  position: number
}): ReactNode {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-0 z-10 min-w-36 rounded-md border bg-surface px-3 py-2 text-xs shadow-pop"
      style={
        position < 0.5
          ? { insetInlineStart: `calc(${100 * position}% + 12px)` }
          : { insetInlineEnd: `calc(${100 * (1 - position)}% + 12px)` }
      }
    >
      <p className="mb-1 font-medium">{column.label}</p>
      {series.map(({ id, name, look }) => (
        <p key={id} className="flex items-center gap-2">
          <span className={classes('size-2.5 rounded-[2px]', look)} />
          <span className="text-ink-soft">{name}</span>
          <span className="ms-auto ps-4 font-medium tabular-nums">
            {formatNumber(column.counts[id] ?? 0)}
          </span>
        </p>
      ))}
    </div>
  )
}

/** Which look is what. */
export function SeriesLegend({ series }: { series: readonly Series[] }): ReactNode {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {series.map(({ id, name, look }) => (
        <li key={id} className="flex items-center gap-1.5">
          <span aria-hidden className={classes('size-2.5 rounded-[2px]', look)} />
          {name}
        </li>
      ))}
    </ul>
  )
}

function totalOf({ counts }: Column, series: readonly Series[]): number {
  return series.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0)
}

function spoken({ counts }: Column, series: readonly Series[]): string {
  const told = series
    .filter(({ id }) => (counts[id] ?? 0) > 0)
    .map(({ id, name }) => `${name} ${formatNumber(counts[id] ?? 0)}`)
  return told.length === 0 ? '0' : told.join(', ')
}

/** Round steps: 1, 2 or 5 times a power of ten, at most five of them. */
function scaleOf(most: number): { readonly top: number; readonly lines: readonly number[] } {
  const rough = Math.max(1, most / 4)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough
  const count = Math.max(1, Math.ceil(most / step))
  return {
    top: count * step,
    lines: Array.from({ length: count + 1 }, (_, place) => place * step),
  }
}
