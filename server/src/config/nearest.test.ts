import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, nearest } from './nearest.ts'

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['flaw', 'lawn', 2],
])('editDistance(%s, %s) is %i', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance)
})

test('editDistance is a metric', () => {
  const word = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, b) === 0).toBe(a === b)
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
    }),
  )
})

test('nearest prefers the smallest change and suggests nothing far away', () => {
  expect(nearest('PORTS', ['PORT', 'SORTS', 'HOST'])).toBe('PORT')
  expect(nearest('XYZZY', ['PORT', 'HOST'])).toBeUndefined()
})
