import { useNavigate } from '@tanstack/react-router'
import { BarChart3, Table2 } from 'lucide-react'
import { useState } from 'react'
import { BarChart, SeriesLegend, SERIES_LOOKS } from '../../kit/bar-chart.tsx'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { CountTable } from './count-table.tsx'
import { CHANNELS, endingWeeks, issuanceDays } from './rows.ts'
import type { ReactNode } from 'react'
import type { Filter } from './filters.ts'
import type { Overview } from './overview.ts'

interface ChartProps {
  readonly overview: Overview
  /** Opens the list that a column counts. */
  readonly onOpen: (filter: Filter) => void
}

/** What ends, and what was issued; each chart is also a table. */
export function Charts({ slug, overview }: { slug: string; overview: Overview }): ReactNode {
  const navigate = useNavigate()
  const onOpen = (filter: Filter): void =>
    void navigate({ to: '/w/$slug/certificates', params: { slug }, search: filter })
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Ending overview={overview} onOpen={onOpen} />
      <Issuance overview={overview} onOpen={onOpen} />
    </div>
  )
}

function Ending({ overview, onOpen }: ChartProps): ReactNode {
  const { t } = useTexts('overview')
  const weeks = endingWeeks(overview)
  const series = [{ id: 'count', name: t('ending.count'), look: SERIES_LOOKS[0] }]
  return (
    <Frame
      title={t('ending.title')}
      description={t('ending.description')}
      isEmpty={weeks.every(({ count }) => count === 0)}
      emptyText={t('ending.none')}
      chart={
        <BarChart
          label={t('ending.title')}
          series={series}
          columns={weeks.map(({ from, label, count }) => ({ id: from, label, counts: { count } }))}
          onOpen={({ id }) => {
            const week = weeks.find(({ from }) => from === id)
            if (week === undefined) return
            const { from, to } = week
            onOpen({ expiresFrom: from, expiresTo: to, sort: 'expires', direction: 'asc' })
          }}
        />
      }
      table={
        <CountTable
          label={t('ending.title')}
          header={t('ending.week')}
          columns={[t('ending.count')]}
          rows={weeks.map(({ label, count }) => [label, count])}
        />
      }
    />
  )
}

function Issuance({ overview, onOpen }: ChartProps): ReactNode {
  const { t } = useTexts('overview')
  const days = issuanceDays(overview)
  const used = new Set(overview.issuedByDay.map(({ channel }) => channel))
  const series = CHANNELS.map((channel, place) => ({
    id: channel,
    name: t(`channel.${channel}`),
    look: SERIES_LOOKS[place] ?? SERIES_LOOKS[0],
  })).filter(({ id }) => used.has(id))
  return (
    <Frame
      title={t('issuance.title')}
      description={t('issuance.description')}
      isEmpty={series.length === 0}
      emptyText={t('issuance.none')}
      legend={<SeriesLegend series={series} />}
      chart={
        <BarChart
          label={t('issuance.title')}
          series={series}
          columns={days}
          onOpen={({ id }) => onOpen({ status: 'all', createdFrom: id, createdTo: id })}
        />
      }
      table={
        <CountTable
          label={t('issuance.title')}
          header={t('issuance.day')}
          columns={series.map(({ name }) => name)}
          rows={days
            .filter(({ counts }) => Object.keys(counts).length > 0)
            .toReversed()
            .map(({ label, counts }) => [label, ...series.map(({ id }) => counts[id] ?? 0)])}
        />
      }
    />
  )
}

function Frame({
  title,
  description,
  isEmpty,
  emptyText,
  legend,
  chart,
  table,
}: {
  title: string
  description: string
  isEmpty: boolean
  emptyText: string
  legend?: ReactNode
  chart: ReactNode
  table: ReactNode
}): ReactNode {
  const { t } = useTexts('overview')
  const [asTable, setAsTable] = useState(false)
  const Icon = asTable ? BarChart3 : Table2
  return (
    <Card
      title={title}
      description={description}
      actions={
        isEmpty ? undefined : (
          <Button
            look="ghost"
            size="sm"
            icon={<Icon aria-hidden className="size-4" />}
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? 'asChart' : 'asTable')}
          </Button>
        )
      }
    >
      <div className="flex h-64 flex-col gap-3 pt-2">
        {isEmpty ? (
          <p className="flex h-full items-center justify-center text-base text-ink-faint">
            {emptyText}
          </p>
        ) : asTable ? (
          table
        ) : (
          <>
            <div className="min-h-0 flex-1">{chart}</div>
            {legend !== undefined && <div className="ps-10">{legend}</div>}
          </>
        )}
      </div>
    </Card>
  )
}
