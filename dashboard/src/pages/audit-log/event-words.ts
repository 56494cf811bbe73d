import type { AuditEvent } from './use-audit.ts'

type Detail = AuditEvent['detail']

/** What people call the thing by, the most telling first. */
const NAMES = ['commonName', 'name', 'email', 'program', 'description'] as const
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** @returns undefined where an event names nothing */
export function namedIn(detail: Detail): string | undefined {
  for (const name of NAMES) {
    const value = detail[name]
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

/** The rest of it in one line. Ids say nothing to people: they stand where the event is opened. */
export function toldIn(detail: Detail, time: (moment: Date) => string): string {
  const named = namedIn(detail)
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '' && value !== false && value !== named)
    .filter(([, value]) => typeof value !== 'string' || !UUID.test(value))
    .map(([name, value]) => `${name}: ${shown(name, value, time)}`)
    .join(' · ')
}

/** Times are in the log as numbers, or as certificates write them. */
function shown(name: string, value: unknown, time: (moment: Date) => string): string {
  const isNumber = /(?:At|After|Before|Until)$/.test(name) && typeof value === 'number'
  const isText = typeof value === 'string' && INSTANT.test(value)
  return isNumber || isText ? time(new Date(value)) : String(value)
}
