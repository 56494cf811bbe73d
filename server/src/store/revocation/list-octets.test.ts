import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutList, joinList, type Base, type ListOctets } from './list-octets.ts'

/** Above what is worth sharing, below what makes the test slow. */
const SIZE = 200_000

interface Kept {
  readonly number: number
  readonly der: Uint8Array
  readonly octets: ListOctets
}

function read({ octets: { own, base } }: Kept, whole: Kept | undefined): Uint8Array {
  if (base === null) return own
  if (whole?.number !== base.number) throw new Error('another list is the base')
  return joinList(own, base, whole.octets.own)
}

/** A list that has a head and a tail of its own around a run of the list before, as a signed-again one has. */
const step = fc.record({
  head: fc.uint8Array({ maxLength: 300 }),
  cutFront: fc.integer({ min: 0, max: 2000 }),
  cutBack: fc.integer({ min: 0, max: 2000 }),
  tail: fc.uint8Array({ maxLength: 3000 }),
})

test('whatever is shared with whatever came before, each list is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const first = Uint8Array.from({ length: SIZE }, (_, index) => (index * 31) & 0xff)
      let base: Kept = { number: 1, der: first, octets: cutList(first, undefined, undefined) }
      let last = base
      for (const [index, { head, cutFront, cutBack, tail }] of steps.entries()) {
        const from = Math.min(cutFront, last.der.length)
        const to = Math.max(from, last.der.length - cutBack)
        const run = last.der.subarray(from, to)
        const der = Uint8Array.from([...head, ...run, ...tail])
        const shared = { number: last.number, from, to, at: head.length }
        const octets = cutList(der, shared, last.octets)
        last = { number: index + 2, der, octets }
        if (octets.base === null) base = last
        expect(Buffer.compare(read(last, base), der)).toBe(0)
      }
    }),
    { numRuns: 40 },
  )
})

test('what is a list’s own is little after one more entry, and grows to no more than a quarter', () => {
  const whole = new Uint8Array(SIZE)
  const once = cutList(
    new Uint8Array(SIZE + 60),
    { number: 1, from: 100, to: SIZE - 70, at: 100 },
    { base: null },
  )
  expect(once.own.length).toBe(60 + 170)
  expect(once.base).toEqual<Base>({ number: 1, from: 100, to: SIZE - 70, at: 100 })
  const grown = new Uint8Array(SIZE * 2)
  const shared = { number: 1, from: 0, to: whole.length, at: 0 }
  expect(cutList(grown, shared, { base: null })).toEqual({ own: grown, base: null })
})

test('without the former list, or for short ones, all is written', () => {
  const der = new Uint8Array(SIZE)
  const shared = { number: 1, from: 0, to: SIZE, at: 0 }
  expect(cutList(der, shared, undefined).base).toBeNull()
  expect(cutList(new Uint8Array(500), { ...shared, to: 500 }, { base: null }).base).toBeNull()
})
