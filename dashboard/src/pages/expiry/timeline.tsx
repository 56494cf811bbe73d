import { CalendarCheck } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Select } from '../../kit/select.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { addDays, DAY, startOf, today } from './days.ts'
import { ExpiringTable } from './expiring-table.tsx'
import { Lanes, Legend } from './lanes.tsx'
import { rangeQuery, type Narrowed } from './types.ts'
import { ViewSwitch } from './view-switch.tsx'
import type { ReactNode } from 'react'

const RANGES = ['30', '90', '365'] as const
const MOST_SHOWN = 150

/** One bar for each certificate, in lanes by CA, and a line for now. */
export function Timeline(props: Narrowed): ReactNode {
  const { t } = useTexts('expiry')
  const [url, setUrl] = useUrlState({ range: '90' })
  const [isTable, setIsTable] = useState(false)
  const range = RANGES.find((one) => one === url.range) ?? '90'
  const days = Number(range)
  const from = today()
  const to = addDays(from, days)
  const path = { workspaceId: props.workspaceId }
  const read = useRead(
    'listExpiring',
    {
      path,
      query: {
        ...rangeQuery(props, from, to),
        pageSize: MOST_SHOWN,
        ...(props.replaced && { replaced: 'include' as const }),
      },
    },
    { keepPrevious: true },
  )
  const counted = useRead('countExpiring', { path, query: rangeQuery(props, from, to) })
  const error = read.error ?? counted.error
  if (error) return <ErrorState error={error} onRetry={() => void read.refetch()} />
  const choose = (
    <Select
      size="sm"
      aria-label={t('timeline.range')}
      value={range}
      onChange={(next) => setUrl({ range: next })}
      options={RANGES.map((value) => ({
        value,
        label: t('timeline.days', { count: Number(value) }),
      }))}
    />
  )
  if (!read.data || !counted.data) {
    return (
      <>
        <div className="mb-4 flex">{choose}</div>
        <Skeleton className="h-96 w-full" />
      </>
    )
  }
  const { certificates, total } = read.data
  const { authorities } = counted.data
  const isEmpty = certificates.length === 0 && authorities.length === 0
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        {choose}
        {!isEmpty && !isTable && <Legend withReplaced={props.replaced} />}
        {!isEmpty && (
          <span className="ms-auto">
            <ViewSwitch isTable={isTable} onChange={setIsTable} />
          </span>
        )}
      </div>
      {isEmpty ? (
        <EmptyState icon={CalendarCheck} title={t('emptyTitle', { count: days })}>
          {t('emptyText')}
        </EmptyState>
      ) : isTable ? (
        <ExpiringTable
          certificates={certificates}
          empty={<EmptyState icon={CalendarCheck} title={t('nothing')} />}
        />
      ) : (
        <Lanes
          certificates={certificates}
          authorities={authorities}
          // A little of what was, so that now is not the edge.
          start={startOf(from) - Math.round(days * 0.08) * DAY}
          end={startOf(to) + DAY}
        />
      )}
      {total > certificates.length && (
        <p className="mt-3 flex flex-wrap items-center gap-3 text-sm text-ink-soft">
          {t('timeline.more', { shown: certificates.length, total })}
          <Button size="sm" onClick={() => props.openDays(from, to)}>
            {t('timeline.openList')}
          </Button>
        </p>
      )}
    </>
  )
}
