import { InvalidArgumentError } from 'commander'
import { parseUuid, type Uuid } from '../pki/identifier.ts'

// What an option or argument may be; commander puts the name of the one at fault before the sentence and exits with 2.

export function uuid(text: string): Uuid {
  const id = parseUuid(text)
  if (id === undefined) throw new InvalidArgumentError('It is no id; the list commands show them.')
  return id
}

export function days(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError('Give a whole number of days, 1 or more.')
  return Number(text)
}

/** @returns null for unlimited */
export function pathLength(text: string): number | null {
  if (text === 'unlimited') return null
  if (!/^[0-2]$/.test(text)) throw new InvalidArgumentError('Give 0, 1, 2 or unlimited.')
  return Number(text)
}

/** For an option that may be given several times. */
export function several<Value>(
  parse: (text: string) => Value,
): (text: string, earlier?: readonly Value[]) => readonly Value[] {
  return (text, earlier = []) => [...earlier, parse(text)]
}
