import { DAY_MILLISECONDS } from './validity.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
/** A `+` that was not percent-encoded arrives as a space. */
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+\- ]\d{2}:?\d{2})?$/

/**
 * An ISO 8601 date or date-time as milliseconds since the Unix epoch; without an offset it is UTC. A date alone means its
 * first instant, or with `'end'` its last, so that both ends of a range include the day they name.
 * @returns undefined for what is none
 */
export function parseInstant(text: string, edge: 'start' | 'end'): number | undefined {
  if (DATE.test(text)) {
    const start = startOfDay(text)
    return start === undefined || edge === 'start' ? start : start + DAY_MILLISECONDS - 1
  }
  const [, date, time, offset = 'Z'] = DATE_TIME.exec(text) ?? []
  if (date === undefined || time === undefined || startOfDay(date) === undefined) return undefined
  const zone = offset.replace(' ', '+').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const instant = Date.parse(`${date}T${time}${zone.toUpperCase()}`)
  return Number.isNaN(instant) ? undefined : instant
}

/** Date.parse takes 30 February for 1 March; a date that does not come back as itself is none. */
function startOfDay(date: string): number | undefined {
  const start = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(date)) return undefined
  return start
}
