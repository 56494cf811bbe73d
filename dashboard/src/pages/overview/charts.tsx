import { useNavigate } from '@tanstack/react-router'
import { BarChart3, Table2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { EndingChart } from './ending-chart.tsx'
import { IssuanceChart } from './issuance-chart.tsx'
import { CountTable } from './count-table.tsx'
import { endingRows, issuanceRows } from './rows.ts'
import type { ReactNode } from 'react'
import type { Overview } from './overview-page.tsx'

/** What ends, and what was issued; each chart is also a table. */
export function Charts({ slug, overview }: { slug: string; overview: Overview }): ReactNode {
  const { t } = useTexts('overview')
  const navigate = useNavigate()
  const ending = endingRows(overview)
  const issuance = issuanceRows(overview)
  const list = (search: Readonly<Record<string, string>>): void =>
    void navigate({ to: '/w/$slug/certificates', params: { slug }, search: search as never })
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Chart
        title={t('ending.title')}
        description={t('ending.description')}
        isEmpty={ending.every(({ count }) => count === 0)}
        emptyText={t('ending.none')}
        chart={<EndingChart rows={ending} onOpen={list} />}
        table={
          <CountTable
            label={t('ending.title')}
            header={t('ending.week')}
            columns={[t('ending.count')]}
            rows={ending.map(({ label, count }) => [label, count])}
          />
        }
      />
      <Chart
        title={t('issuance.title')}
        description={t('issuance.description')}
        isEmpty={issuance.channels.length === 0}
        emptyText={t('issuance.none')}
        chart={<IssuanceChart {...issuance} onOpen={list} />}
        table={
          <CountTable
            label={t('issuance.title')}
            header={t('issuance.day')}
            columns={issuance.channels.map((channel) => t(`channel.${channel}`))}
            rows={issuance.days
              .filter(({ total }) => total > 0)
              .toReversed()
              .map(({ label, counts }) => [
                label,
                ...issuance.channels.map((channel) => counts[channel] ?? 0),
              ])}
          />
        }
      />
    </div>
  )
}

function Chart({
  title,
  description,
  isEmpty,
  emptyText,
  chart,
  table,
}: {
  title: string
  description: string
  isEmpty: boolean
  emptyText: string
  chart: ReactNode
  table: ReactNode
}): ReactNode {
  const { t } = useTexts('overview')
  const [asTable, setAsTable] = useState(false)
  return (
    <Card
      title={title}
      description={description}
      actions={
        isEmpty ? undefined : (
          <Button
            look="ghost"
            size="sm"
            icon={
              asTable ? (
                <BarChart3 aria-hidden className="size-4" />
              ) : (
                <Table2 aria-hidden className="size-4" />
              )
            }
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? 'asChart' : 'asTable')}
          </Button>
        )
      }
    >
      <div className="h-64">
        {isEmpty ? (
          <p className="flex h-full items-center justify-center text-base text-ink-faint">
            {emptyText}
          </p>
        ) : asTable ? (
          table
        ) : (
          chart
        )}
      </div>
    </Card>
  )
}
