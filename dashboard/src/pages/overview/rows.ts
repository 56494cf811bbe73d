import { formatDate } from '../../texts/format.ts'
import type { Overview } from './overview-page.tsx'

const DAY = 86_400_000
const DAYS = 90

export type Channel = Overview['issuedByDay'][number]['channel']

/** In this order from the bottom up, each with a colour and a pattern of its own. */
export const CHANNELS: readonly Channel[] = [
  'api',
  'acme',
  'dashboard',
  'mcp',
  'oauth',
  'operator',
  'system',
  'unknown',
]

export interface EndingRow {
  readonly label: string
  readonly from: string
  readonly to: string
  readonly count: number
}

export function endingRows({ at, endingByWeek }: Overview): readonly EndingRow[] {
  return endingByWeek.map((count, week) => {
    const from = new Date(Date.parse(at) + 7 * week * DAY)
    const to = new Date(from.getTime() + 7 * DAY - 1)
    return { label: formatDate(from), from: from.toISOString(), to: to.toISOString(), count }
  })
}

export interface IssuanceDay {
  readonly label: string
  readonly day: string
  readonly total: number
  readonly counts: Readonly<Partial<Record<Channel, number>>>
}

export interface Issuance {
  readonly channels: readonly Channel[]
  readonly days: readonly IssuanceDay[]
}

/** Days without any are there too, so that time runs evenly. */
export function issuanceRows({ at, issuedByDay }: Overview): Issuance {
  const byDay = new Map<string, Partial<Record<Channel, number>>>()
  for (const { day, channel, count } of issuedByDay) {
    byDay.set(day, { ...byDay.get(day), [channel]: count })
  }
  const last = Math.floor(Date.parse(at) / DAY)
  const days = Array.from({ length: DAYS }, (_, place) => {
    const date = new Date((last - DAYS + 1 + place) * DAY)
    const day = date.toISOString().slice(0, 10)
    const counts = byDay.get(day) ?? {}
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    return { label: formatDate(date), day, total, counts }
  })
  const used = new Set(issuedByDay.map(({ channel }) => channel))
  return { channels: CHANNELS.filter((channel) => used.has(channel)), days }
}
