/** Chance that falls the same way each time: a demonstration should look alike on every machine. */
export interface Chance {
  /** @returns a whole number from `least` to `most`, both possible */
  between(least: number, most: number): number
  /** One of several, which must not be none. */
  of<Value>(values: readonly Value[]): Value
  /** @param share of the times that it is true, 0 to 1 */
  happens(share: number): boolean
}

/** mulberry32: 32 bits of state, good enough to look irregular; nothing secret is drawn from it. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1))
  return {
    between,
    of(values) {
      const value = values[between(0, values.length - 1)]
      if (value === undefined) throw new Error('there is nothing to choose from')
      return value
    },
    happens: (share) => next() < share,
  }
}
