import { InvalidArgumentError } from 'commander'

// What an option may be; commander puts the name of the one at fault before the sentence.

/** `a, b` → `['a', 'b']` */
export function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

export function days(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError('Give a whole number of days, 1 or more.')
  return Number(text)
}

/** From 1 on. */
export function ordinal(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError('Give a whole number, 1 or more.')
  return Number(text)
}

export function number(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.')
  return Number(text)
}

/** For an option that may be given several times. */
export function several(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text]
}
