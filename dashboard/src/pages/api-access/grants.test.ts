import { expect, test } from 'vitest'
import { countOf, preset, tick } from './grants.ts'

test('issuing and revoking bring reading along, and go with it', () => {
  const issuing = tick({}, 'a', 'issue', true, false)
  expect(issuing).toEqual({ a: { canRead: true, canIssue: true, canRevoke: false } })
  expect(tick(issuing, 'a', 'read', false, false)).toEqual({})
  expect(tick(issuing, 'a', 'issue', false, false)).toEqual({
    a: { canRead: true, canIssue: false, canRevoke: false },
  })
})

test('where they are tied together, one is all three', () => {
  const tied = tick({}, 'a', 'revoke', true, true)
  expect(tied).toEqual({ a: { canRead: true, canIssue: true, canRevoke: true } })
  expect(tick(tied, 'a', 'issue', false, true)).toEqual({})
})

test('presets', () => {
  expect(preset(['a', 'b'], 'none')).toEqual({})
  const ci = preset(['a', 'b'], 'issue')
  expect([countOf(ci, 'read'), countOf(ci, 'issue'), countOf(ci, 'revoke')]).toEqual([2, 2, 0])
})
