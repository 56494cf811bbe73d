import { InvalidArgumentError } from 'commander'
import { parseUuid, type Uuid } from '../pki/identifier.ts'
import { parseInstant } from '../pki/instant.ts'

// What an option or argument may be; commander puts the name of the one at fault before the sentence and exits with 2.

export function uuid(text: string): Uuid {
  const id = parseUuid(text)
  if (id === undefined) throw new InvalidArgumentError('It is no id; the list commands show them.')
  return id
}

export function days(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError('Give a whole number of days from 1 to 999999.')
  return Number(text)
}

export function hours(text: string): number {
  if (!/^\d{1,5}$/.test(text))
    throw new InvalidArgumentError('Give a whole number of hours from 0 to 99999.')
  return Number(text)
}

export function shards(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError('Give a whole number of lists from 1 to 9999.')
  return Number(text)
}

/** @returns milliseconds; of a date alone its first instant, in UTC */
export function since(text: string): number {
  return instant(text, 'start')
}

/** @returns milliseconds, the first that is not meant any more: a date alone includes its day */
export function until(text: string): number {
  return instant(text, 'end') + 1
}

function instant(text: string, edge: 'start' | 'end'): number {
  const found = parseInstant(text, edge)
  if (found === undefined)
    throw new InvalidArgumentError(
      'Give an ISO 8601 date or date-time, such as 2026-06-01 or 2026-06-01T12:00:00Z.',
    )
  return found
}

/** The word stays as it is: commander takes null for an option that was given without a value. */
export function pathLength(text: string): number | 'unlimited' {
  if (text === 'unlimited') return text
  if (!/^[0-2]$/.test(text)) throw new InvalidArgumentError('Give 0, 1, 2 or unlimited.')
  return Number(text)
}

/** For an option that may be given several times. */
export function several<Value>(
  parse: (text: string) => Value,
): (text: string, earlier?: readonly Value[]) => readonly Value[] {
  return (text, earlier = []) => [...earlier, parse(text)]
}
