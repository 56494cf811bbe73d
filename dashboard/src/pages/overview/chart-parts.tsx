import { formatNumber } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CHANNELS } from './rows.ts'
import type { ReactNode } from 'react'
import type { Channel } from './rows.ts'

export const AXIS = {
  tickLine: false,
  axisLine: false,
  tick: { fill: 'var(--ink-faint)', fontSize: 11 },
} as const

const COLOURS = 6

export function colourOf(channel: Channel): string {
  return `var(--chart-${1 + (CHANNELS.indexOf(channel) % COLOURS)})`
}

export function patternOf(channel: Channel): string {
  return `url(#channel-${channel})`
}

/** Colour alone tells channels apart for some people only (WCAG 1.4.1): each has its own hatching too. */
const HATCHINGS: Readonly<Record<Channel, string>> = {
  api: '',
  acme: 'M0 6 6 0',
  dashboard: 'M0 3H6',
  mcp: 'M0 0 6 6',
  oauth: 'M3 0V6',
  operator: 'M0 3H6M3 0V6',
  system: 'M0 0 6 6M0 6 6 0',
  unknown: 'M3 2.5V3.5',
}

export function Patterns({ channels }: { channels: readonly Channel[] }): ReactNode {
  return (
    <defs>
      {channels.map((channel) => (
        <pattern
          key={channel}
          id={`channel-${channel}`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
        >
          <Swatch channel={channel} />
        </pattern>
      ))}
    </defs>
  )
}

function Swatch({ channel }: { channel: Channel }): ReactNode {
  return (
    <>
      <rect width="6" height="6" fill={colourOf(channel)} />
      <path d={HATCHINGS[channel]} stroke="var(--surface)" strokeWidth="1.1" opacity="0.75" />
    </>
  )
}

export function Legend({ channels }: { channels: readonly Channel[] }): ReactNode {
  const { t } = useTexts('overview')
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 ps-9 pt-2 text-xs text-ink-soft">
      {channels.map((channel) => (
        <li key={channel} className="flex items-center gap-1.5">
          <svg aria-hidden viewBox="0 0 6 6" className="size-2.5 rounded-[2px]">
            <Swatch channel={channel} />
          </svg>
          {t(`channel.${channel}`)}
        </li>
      ))}
    </ul>
  )
}

export function ChartTooltip({
  title,
  lines,
}: {
  title: string
  lines: readonly { readonly name: string; readonly count: number; readonly colour: string }[]
}): ReactNode {
  return (
    <div className="rounded-md border bg-surface px-3 py-2 text-xs shadow-pop">
      <p className="mb-1 font-medium">{title}</p>
      <ul className="flex flex-col gap-0.5">
        {lines.map(({ name, count, colour }) => (
          <li key={name} className="flex items-center gap-2">
            <span aria-hidden className="size-2 rounded-[2px]" style={{ background: colour }} />
            <span className="text-ink-soft">{name}</span>
            <span className="ms-auto ps-4 font-medium tabular-nums">{formatNumber(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
