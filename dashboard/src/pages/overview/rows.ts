import { formatDate } from '../../texts/format.ts'
import type { Overview } from './overview.ts'

const DAY = 86_400_000
const DAYS = 90

export type Channel = Overview['issuedByDay'][number]['channel']

/** In this order from the bottom up; each keeps its look, whichever of the others are there. */
export const CHANNELS: readonly Channel[] = [
  'api',
  'dashboard',
  'acme',
  'mcp',
  'oauth',
  'operator',
  'system',
  'unknown',
]

export interface EndingWeek {
  readonly label: string
  readonly from: string
  readonly to: string
  readonly count: number
}

export function endingWeeks({ at, endingByWeek }: Overview): readonly EndingWeek[] {
  return endingByWeek.map((count, week) => {
    const from = new Date(Date.parse(at) + 7 * week * DAY)
    const to = new Date(from.getTime() + 7 * DAY - 1)
    return { label: formatDate(from), from: from.toISOString(), to: to.toISOString(), count }
  })
}

export interface IssuanceDay {
  /** 2026-11-25, as the server's filter takes it. */
  readonly id: string
  readonly label: string
  readonly counts: Readonly<Record<string, number | undefined>>
}

/** Days without any are there too, so that time runs evenly. */
export function issuanceDays({ at, issuedByDay }: Overview): readonly IssuanceDay[] {
  const byDay = new Map<string, Record<string, number>>()
  for (const { day, channel, count } of issuedByDay) {
    byDay.set(day, { ...byDay.get(day), [channel]: count })
  }
  const last = Math.floor(Date.parse(at) / DAY)
  return Array.from({ length: DAYS }, (_, place) => {
    const date = new Date((last - DAYS + 1 + place) * DAY)
    const id = date.toISOString().slice(0, 10)
    return { id, label: formatDate(date), counts: byDay.get(id) ?? {} }
  })
}
