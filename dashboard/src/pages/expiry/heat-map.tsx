import { useMemo, useRef, useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Card } from '../../kit/card.tsx'
import { classes } from '../../kit/classes.ts'
import { DataTable } from '../../kit/data-table.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { addDays, formatDay, mondayOf, today, type Day } from './days.ts'
import { rangeQuery, type Narrowed } from './types.ts'
import { ViewSwitch } from './view-switch.tsx'
import type { KeyboardEvent, ReactNode } from 'react'

const WEEKS = 53
const LEVELS = ['bg-sunken', 'bg-accent/25', 'bg-accent/45', 'bg-accent/70', 'bg-accent'] as const

/** A year of days, a column for each week; the darker, the more ends there. */
export function HeatMap(props: Narrowed): ReactNode {
  const { t } = useTexts('expiry')
  const [isTable, setIsTable] = useState(false)
  const first = mondayOf(today())
  const last = addDays(first, WEEKS * 7 - 1)
  const read = useRead('countExpiring', {
    path: { workspaceId: props.workspaceId },
    query: rangeQuery(props, first, last),
  })
  const counts = useMemo(
    () => new Map(read.data?.days.map(({ day, count }) => [day, count])),
    [read.data],
  )
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (!read.data) return <Skeleton className="h-64 w-full" />
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const most = Math.max(0, ...counts.values())
  const busiest = [...counts].find(([, count]) => count === most)
  return (
    <>
      {total > 0 && (
        <div className="mb-4 flex justify-end">
          <ViewSwitch isTable={isTable} onChange={setIsTable} />
        </div>
      )}
      <Card
        title={t('heat.total', { count: total })}
        description={
          most > 1 &&
          busiest &&
          t('heat.busiest', { day: formatDay(busiest[0], { dateStyle: 'long' }), count: most })
        }
      >
        {isTable ? (
          <DataTable
            label={t('heat.label')}
            dense
            rows={read.data.days}
            rowKey={({ day }) => day}
            onOpen={({ day }) => props.openDays(day, day)}
            columns={[
              {
                id: 'day',
                header: t('heat.day'),
                cell: ({ day }) => (
                  <button
                    type="button"
                    className="rounded-sm hover:underline"
                    onClick={() => props.openDays(day, day)}
                  >
                    {formatDay(day, { dateStyle: 'full' })}
                  </button>
                ),
              },
              { id: 'count', header: t('heat.count'), align: 'end', cell: ({ count }) => count },
            ]}
          />
        ) : (
          <Year
            first={first}
            counts={counts}
            most={most}
            onOpen={(day) => props.openDays(day, day)}
          />
        )}
      </Card>
    </>
  )
}

/** Against the busiest day; one is never nothing, and alone not the most there could be. */
function levelOf(count: number, most: number): number {
  const steps = LEVELS.length - 1
  return count === 0 ? 0 : Math.max(1, Math.ceil((count / Math.max(most, steps)) * steps))
}

function Year({
  first,
  counts,
  most,
  onOpen,
}: {
  first: Day
  counts: ReadonlyMap<Day, number>
  most: number
  onOpen: (day: Day) => void
}): ReactNode {
  const { t } = useTexts('expiry')
  const now = today()
  const [current, setCurrent] = useState(now)
  // Under the pointer or the focus: a square says neither its day nor its number.
  const [shown, setShown] = useState<Day>()
  const grid = useRef<HTMLDivElement>(null)
  const labelOf = (day: Day): string =>
    t('heat.cell', { day: formatDay(day, { dateStyle: 'long' }), count: counts.get(day) ?? 0 })
  const days = Array.from({ length: WEEKS * 7 }, (_, index) => addDays(first, index))
  const move = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      ArrowRight: 7,
      ArrowLeft: -7,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = addDays(current, step)
    if (!days.includes(next)) return
    setCurrent(next)
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus()
  }
  return (
    <>
      <div className="overflow-x-auto pb-2">
        <div className="grid min-w-[56rem] grid-cols-[2.25rem_1fr] gap-x-1">
          <span />
          <Months first={first} />
          <Weekdays first={first} />
          <div
            ref={grid}
            role="group"
            aria-label={t('heat.label')}
            onKeyDown={move}
            onPointerLeave={() => setShown(undefined)}
            onBlur={() => setShown(undefined)}
            className="grid grid-flow-col grid-cols-53 grid-rows-7 gap-[3px]"
          >
            {days.map((day) => {
              const count = counts.get(day) ?? 0
              return (
                <button
                  key={day}
                  type="button"
                  data-day={day}
                  aria-label={labelOf(day)}
                  tabIndex={day === current ? 0 : -1}
                  onFocus={() => {
                    setCurrent(day)
                    setShown(day)
                  }}
                  onPointerEnter={() => setShown(day)}
                  onClick={() => onOpen(day)}
                  className={classes(
                    'h-4 min-w-0 rounded-xs',
                    LEVELS[levelOf(count, most)],
                    day === now && 'ring-2 ring-ink',
                    day < now && 'opacity-40',
                  )}
                />
              )
            })}
          </div>
        </div>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-xs text-ink-faint">
        {shown === undefined ? (
          <p>{t('heat.hint')}</p>
        ) : (
          <p aria-hidden className="font-medium text-ink tabular-nums">
            {labelOf(shown)}
          </p>
        )}
        <p aria-hidden className="ms-auto flex items-center gap-1.5">
          {t('heat.fewer')}
          {LEVELS.map((look) => (
            <span key={look} className={classes('size-3.5 rounded-xs', look)} />
          ))}
          {t('heat.more')}
        </p>
      </div>
    </>
  )
}

/** Above the week in which a month begins. */
function Months({ first }: { first: Day }): ReactNode {
  return (
    <div aria-hidden className="grid grid-cols-53 pb-1 text-xs text-ink-faint">
      {Array.from({ length: WEEKS }, (_, week) => {
        const sunday = addDays(first, week * 7 + 6)
        const begins = Number(sunday.slice(8)) <= 7
        return (
          <span key={sunday} className="w-0 whitespace-nowrap">
            {begins && formatDay(sunday, { month: 'short' })}
          </span>
        )
      })}
    </div>
  )
}

function Weekdays({ first }: { first: Day }): ReactNode {
  return (
    <div aria-hidden className="grid grid-rows-7 gap-[3px] text-xs text-ink-faint">
      {Array.from({ length: 7 }, (_, day) => (
        <span key={day} className="h-4 leading-4">
          {day % 2 === 0 && formatDay(addDays(first, day), { weekday: 'short' })}
        </span>
      ))}
    </div>
  )
}
