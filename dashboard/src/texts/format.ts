import { spoken } from './language.ts'
import { numberFormat } from './render.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { language } = spoken()
  const key = `${language} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options)
  formats.set(key, known)
  return known
}

export function formatNumber(value: number): string {
  return numberFormat(spoken().language).format(value)
}

export function formatDate(date: Date): string {
  return dateFormat({ dateStyle: 'medium' }).format(date)
}

/** Local, with its zone. */
export function formatDateTime(date: Date): string {
  return dateFormat({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(date)
}

export function formatUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

const STEPS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/**
 * "in 12 days", "3 minutes ago", "now". Months begin at 60 days and years at 24 months: before that the smaller unit says
 * more. Never "tomorrow": 36 hours from now are the day after it, and "next year" may be any of two.
 */
export function formatRelative(date: Date, now: number = Date.now()): string {
  const { language } = spoken()
  const distance = date.getTime() - now
  const size = Math.abs(distance)
  for (const [unit, length] of STEPS) {
    const least = unit === 'month' || unit === 'year' ? 2 * length : length
    if (size < least) continue
    return new Intl.RelativeTimeFormat(language).format(Math.trunc(distance / length), unit)
  }
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second')
}

/** "90 days", in whole days. */
export function formatDays(days: number): string {
  const { language } = spoken()
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'long',
  }).format(days)
}
