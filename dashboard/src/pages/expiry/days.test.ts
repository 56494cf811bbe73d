import { expect, test } from 'vitest'
import { addDays, mondayOf, monthOf, parseDay, urgencyOf } from './days.ts'

test('days are days of UTC, over ends of months, leap years and changes of the clock', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
})

test('ISO 8601: weeks begin on Monday', () => {
  for (const day of ['2026-11-23', '2026-11-25', '2026-11-29']) {
    expect(mondayOf(day)).toBe('2026-11-23')
  }
  expect(mondayOf('2026-11-30')).toBe('2026-11-30')
})

test('months follow each other', () => {
  expect(monthOf('2026-11-25')).toBe('2026-11-01')
  expect(monthOf('2026-11-30', 1)).toBe('2026-12-01')
  expect(monthOf('2026-01-31', -1)).toBe('2025-12-01')
})

test.each(['2026-02-30', '2026-1-1', 'today', ''])('%j is no day', (text) => {
  expect(parseDay(text)).toBeUndefined()
})

test('what is left decides how it looks', () => {
  const now = Date.UTC(2026, 10, 25)
  const after = (days: number): string => new Date(now + days * 86_400_000).toISOString()
  expect([-1, 0, 7, 7.1, 30, 31].map((days) => urgencyOf(after(days), now))).toEqual([
    'over',
    'over',
    'soon',
    'near',
    'near',
    'far',
  ])
})
