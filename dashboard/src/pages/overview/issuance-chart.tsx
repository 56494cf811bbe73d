import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTexts } from '../../texts/use-texts.ts'
import { AXIS, ChartTooltip, colourOf, Legend, patternOf, Patterns } from './chart-parts.tsx'
import type { ReactNode } from 'react'
import type { Issuance, IssuanceDay } from './rows.ts'

/** How many certificates were issued each day, stacked by channel; channels differ by pattern as well as by colour. */
export function IssuanceChart({
  channels,
  days,
  onOpen,
}: Issuance & { onOpen: (search: Readonly<Record<string, string>>) => void }): ReactNode {
  const { t } = useTexts('overview')
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={[...days]}
            margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
            barCategoryGap={1}
            accessibilityLayer
          >
            <Patterns channels={channels} />
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="label" {...AXIS} minTickGap={36} />
            <YAxis {...AXIS} allowDecimals={false} width={36} />
            <Tooltip
              cursor={{ fill: 'var(--hover)' }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const day = payload[0]?.payload as IssuanceDay | undefined
                return active && day ? (
                  <ChartTooltip
                    title={day.label}
                    lines={channels.map((channel) => ({
                      name: t(`channel.${channel}`),
                      count: day.counts[channel] ?? 0,
                      colour: colourOf(channel),
                    }))}
                  />
                ) : null
              }}
            />
            {channels.map((channel) => (
              <Bar
                key={channel}
                dataKey={(day: IssuanceDay) => day.counts[channel] ?? 0}
                name={t(`channel.${channel}`)}
                stackId="channels"
                fill={patternOf(channel)}
                isAnimationActive={false}
                className="cursor-pointer"
                onClick={(_, place) => {
                  const day = days[place]?.day
                  if (day !== undefined) {
                    onOpen({ status: 'all', channel, createdFrom: day, createdTo: day })
                  }
                }}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <Legend channels={channels} />
    </div>
  )
}
