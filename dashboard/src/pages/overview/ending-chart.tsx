import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTexts } from '../../texts/use-texts.ts'
import { AXIS, ChartTooltip } from './chart-parts.tsx'
import type { ReactNode } from 'react'
import type { EndingRow } from './rows.ts'

/** How many certificates end in each of the next weeks; a bar opens the list of them. */
export function EndingChart({
  rows,
  onOpen,
}: {
  rows: readonly EndingRow[]
  onOpen: (search: Readonly<Record<string, string>>) => void
}): ReactNode {
  const { t } = useTexts('overview')
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...rows]}
        margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" {...AXIS} minTickGap={28} />
        <YAxis {...AXIS} allowDecimals={false} width={36} />
        <Tooltip
          cursor={{ fill: 'var(--hover)' }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const row = payload[0]?.payload as EndingRow | undefined
            return active && row ? (
              <ChartTooltip
                title={`${t('ending.week')} ${row.label}`}
                lines={[{ name: t('ending.count'), count: row.count, colour: 'var(--chart-1)' }]}
              />
            ) : null
          }}
        />
        <Bar
          dataKey="count"
          name={t('ending.count')}
          fill="var(--chart-1)"
          radius={[3, 3, 0, 0]}
          maxBarSize={28}
          isAnimationActive={false}
          className="cursor-pointer"
          onClick={(_, place) => {
            const row = rows[place]
            if (row !== undefined && row.count > 0) {
              onOpen({
                expiresFrom: row.from,
                expiresTo: row.to,
                sort: 'expires',
                direction: 'asc',
              })
            }
          }}
        />
      </BarChart>
    </ResponsiveContainer>
  )
}
