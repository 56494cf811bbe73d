import { matches } from './pattern.ts'
import type { Variables } from './pattern.ts'

/** The last element of an array of which more follows than is written. */
const MORE = '...'

/**
 * How a JSON value differs from what is written: the members of an object and their order, the elements of an array, and
 * every string by its placeholders. `"<number>"` also stands for a number that is no string, `"<any>"` for any value.
 */
export function differences(
  pattern: unknown,
  value: unknown,
  variables: Variables,
  at = '$',
): string[] {
  if (pattern === '<any>') return []
  if (typeof pattern === 'string') {
    const text = typeof value === 'number' && pattern.startsWith('<number') ? String(value) : value
    const fits = typeof text === 'string' && matches(pattern, text, variables)
    return fits ? [] : [`${at} is ${JSON.stringify(value)}, not ${pattern}`]
  }
  if (Array.isArray(pattern)) return arrayDifferences(pattern, value, variables, at)
  if (typeof pattern === 'object' && pattern !== null) {
    return objectDifferences(pattern, value, variables, at)
  }
  return pattern === value ? [] : [`${at} is ${JSON.stringify(value)}, not ${String(pattern)}`]
}

function arrayDifferences(
  pattern: readonly unknown[],
  value: unknown,
  variables: Variables,
  at: string,
): string[] {
  if (!Array.isArray(value)) return [`${at} is no array`]
  const open = pattern.at(-1) === MORE
  const written = open ? pattern.slice(0, -1) : pattern
  if (open ? value.length < written.length : value.length !== written.length) {
    return [`${at} has ${value.length} elements, not ${written.length}${open ? ' or more' : ''}`]
  }
  return written.flatMap((one, index) =>
    differences(one, value[index], variables, `${at}[${index}]`),
  )
}

function objectDifferences(
  pattern: object,
  value: unknown,
  variables: Variables,
  at: string,
): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${at} is no object`]
  }
  const written = Object.entries(pattern)
  const found = Object.entries(value)
  const names = (entries: readonly (readonly [string, unknown])[]): string =>
    entries.map(([name]) => name).join(', ')
  const asWritten =
    written.length === found.length &&
    written.every(([name], index) => matches(name, found[index]?.[0] ?? '', variables))
  if (!asWritten) return [`${at} has the members ${names(found)}; not ${names(written)}`]
  return written.flatMap(([name, one], index) =>
    differences(one, found[index]?.[1], variables, `${at}.${name}`),
  )
}
