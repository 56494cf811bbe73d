import { spoken } from '../../texts/language.ts'

export const DAY = 86_400_000

/** `2026-11-25`: a day of UTC, as the server counts them. */
export type Day = string

export function dayOf(at: number | string): Day {
  return new Date(at).toISOString().slice(0, 10)
}

export function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}

export function addDays(day: Day, days: number): Day {
  return dayOf(startOf(day) + days * DAY)
}

export function today(): Day {
  return dayOf(Date.now())
}

/** @returns undefined for what is no day */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(startOf(text))) return undefined
  return dayOf(startOf(text)) === text ? text : undefined
}

/** Weeks begin on Monday (ISO 8601). */
export function mondayOf(day: Day): Day {
  return addDays(day, -((new Date(startOf(day)).getUTCDay() + 6) % 7))
}

/** The first day of the month, `months` later. */
export function monthOf(day: Day, months = 0): Day {
  const date = new Date(startOf(day))
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A day of UTC, in words, whatever the zone of whoever reads it. */
export function formatDay(day: Day, options: Intl.DateTimeFormatOptions): string {
  const { language } = spoken()
  const key = `${language} ${JSON.stringify(options)}`
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
  formats.set(key, format)
  return format.format(startOf(day))
}

export type Urgency = 'over' | 'soon' | 'near' | 'far'

/** The same bounds as everywhere: a week, a month. */
export function urgencyOf(validTo: string, now: number): Urgency {
  const left = Date.parse(validTo) - now
  if (left <= 0) return 'over'
  if (left <= 7 * DAY) return 'soon'
  return left <= 30 * DAY ? 'near' : 'far'
}
