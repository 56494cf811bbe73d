import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { classes } from '../../kit/classes.ts'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import {
  addDays,
  dayOf,
  formatDay,
  mondayOf,
  monthOf,
  parseDay,
  today,
  urgencyOf,
  type Day,
  type Urgency,
} from './days.ts'
import { ExpiringTable } from './expiring-table.tsx'
import { rangeQuery, type Expiring, type Narrowed } from './types.ts'
import { ViewSwitch } from './view-switch.tsx'
import type { ReactNode } from 'react'

const MOST_NAMES = 3

/** As in the timeline; the place in the month says the same without colour. */
const LOOKS: Readonly<Record<Urgency, string>> = {
  over: 'bg-sunken text-ink-soft',
  soon: 'bg-bad-soft text-bad',
  near: 'bg-warn-soft text-warn',
  far: 'bg-accent-soft text-accent',
}

/** A month of days, each with what ends on it. */
export function CalendarView(props: Narrowed): ReactNode {
  const { t } = useTexts('expiry')
  const [url, setUrl] = useUrlState({ month: '' })
  const [isTable, setIsTable] = useState(false)
  const first = parseDay(`${url.month}-01`) ?? monthOf(today())
  const last = addDays(monthOf(first, 1), -1)
  const path = { workspaceId: props.workspaceId }
  const query = rangeQuery(props, first, last)
  const read = useRead('listExpiring', {
    path,
    query: { ...query, pageSize: 200, ...(props.replaced && { replaced: 'include' as const }) },
  })
  const counted = useRead('countExpiring', { path, query })
  const go = (months: number): void => setUrl({ month: monthOf(first, months).slice(0, 7) })
  const error = read.error ?? counted.error
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <IconButton look="secondary" label={t('calendar.previous')} onClick={() => go(-1)}>
          <ChevronLeft aria-hidden className="rtl:rotate-180" />
        </IconButton>
        <IconButton look="secondary" label={t('calendar.next')} onClick={() => go(1)}>
          <ChevronRight aria-hidden className="rtl:rotate-180" />
        </IconButton>
        <h2 aria-live="polite" className="min-w-40 px-2 text-lg font-semibold">
          {formatDay(first, { month: 'long', year: 'numeric' })}
        </h2>
        <Button onClick={() => setUrl({ month: '' })}>{t('calendar.today')}</Button>
        <span className="ms-auto">
          <ViewSwitch isTable={isTable} onChange={setIsTable} />
        </span>
      </div>
      {error && <ErrorState error={error} onRetry={() => void read.refetch()} />}
      {!error && !read.data && <Skeleton className="h-120 w-full" />}
      {!error && isTable && read.data && (
        <ExpiringTable
          certificates={read.data.certificates}
          empty={<EmptyState title={t('nothing')} />}
        />
      )}
      {!error && !isTable && read.data && (
        <Month
          first={first}
          certificates={read.data.certificates}
          // Beyond what was read, at least the numbers are known.
          counts={
            read.data.total > read.data.certificates.length
              ? new Map(counted.data?.days.map(({ day, count }) => [day, count]))
              : undefined
          }
          openDay={(day) => props.openDays(day, day)}
        />
      )}
    </>
  )
}

function Month({
  first,
  certificates,
  counts,
  openDay,
}: {
  first: Day
  certificates: readonly Expiring[]
  counts: ReadonlyMap<Day, number> | undefined
  openDay: (day: Day) => void
}): ReactNode {
  const begin = mondayOf(first)
  const weeks = Math.ceil((1 + daysBetween(begin, addDays(monthOf(first, 1), -1))) / 7)
  const byDay = Map.groupBy(certificates, ({ valid_to }) => dayOf(valid_to))
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-lg border bg-surface shadow-card">
      <thead>
        <tr className="bg-sunken/60 text-xs text-ink-soft">
          {Array.from({ length: 7 }, (_, day) => (
            <th key={day} scope="col" className="px-2 py-1.5 text-start font-medium">
              {formatDay(addDays(begin, day), { weekday: 'short' })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: weeks }, (_, week) => (
          <tr key={week}>
            {Array.from({ length: 7 }, (_, place) => {
              const day = addDays(begin, week * 7 + place)
              const of = byDay.get(day) ?? []
              return (
                <DayCell
                  key={day}
                  day={day}
                  isOutside={day.slice(0, 7) !== first.slice(0, 7)}
                  certificates={of}
                  count={Math.max(of.length, counts?.get(day) ?? 0)}
                  onOpen={() => openDay(day)}
                />
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function DayCell({
  day,
  isOutside,
  certificates,
  count,
  onOpen,
}: {
  day: Day
  isOutside: boolean
  certificates: readonly Expiring[]
  count: number
  onOpen: () => void
}): ReactNode {
  const { t } = useTexts('expiry')
  const { slug } = useWorkspace()
  const isToday = day === today()
  const named = certificates.slice(0, MOST_NAMES)
  return (
    <td
      className={classes(
        'h-16 border-t p-1.5 align-top sm:h-28 [&:not(:first-child)]:border-s',
        isOutside && 'bg-canvas',
      )}
    >
      <span
        aria-current={isToday ? 'date' : undefined}
        className={classes(
          'inline-flex h-5.5 min-w-5.5 items-center justify-center rounded-full px-1 text-xs tabular-nums',
          isToday ? 'bg-accent font-semibold text-accent-ink' : 'text-ink-faint',
        )}
      >
        {Number(day.slice(8))}
      </span>
      {!isOutside && count > 0 && (
        <>
          <ul className="mt-0.5 max-sm:hidden">
            {named.map(({ id, common_name, replaced, valid_to }) => (
              <li key={id}>
                <Link
                  to="/w/$slug/certificates/$certificateId"
                  params={{ slug, certificateId: id }}
                  className={classes(
                    'my-px block truncate rounded-sm px-1.5 text-xs leading-6 hover:underline',
                    replaced
                      ? 'border border-dashed text-ink-faint'
                      : LOOKS[urgencyOf(valid_to, Date.now())],
                  )}
                >
                  {common_name}
                </Link>
              </li>
            ))}
          </ul>
          <button
            type="button"
            onClick={onOpen}
            className={classes(
              'block min-h-6 rounded-sm text-xs text-ink-soft hover:underline max-sm:mt-0.5 sm:px-1.5',
              count <= named.length && 'sm:hidden',
            )}
          >
            <span className="sr-only">{formatDay(day, { dateStyle: 'long' })}: </span>
            <span className="max-sm:hidden">
              {t('calendar.more', { count: count - named.length })}
            </span>
            <span className="sr-only sm:hidden">{t('calendar.count', { count })}</span>
            <span
              aria-hidden
              className={classes(
                'inline-flex h-5.5 min-w-5.5 items-center justify-center rounded-full px-1 font-medium tabular-nums sm:hidden',
                LOOKS[urgencyOf(`${day}T23:59:59Z`, Date.now())],
              )}
            >
              {count}
            </span>
          </button>
        </>
      )}
    </td>
  )
}
