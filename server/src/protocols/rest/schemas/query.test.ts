import { describe, expect, test } from 'vitest'
import { instant, wholeNumber } from './query.ts'

describe('dates of a range', () => {
  test.each([
    ['2024-06-01', 'start', '2024-06-01T00:00:00.000Z'],
    ['2024-06-01', 'end', '2024-06-01T23:59:59.999Z'],
    ['2024-02-29', 'start', '2024-02-29T00:00:00.000Z'],
    ['2024-06-01T12:30:15.250Z', 'end', '2024-06-01T12:30:15.250Z'],
    ['2024-06-01T12:30:15Z', 'end', '2024-06-01T12:30:15.000Z'],
    ['2024-06-01t12:30z', 'start', '2024-06-01T12:30:00.000Z'],
    ['2024-06-01T12:30:15', 'start', '2024-06-01T12:30:15.000Z'],
    ['2024-06-01T12:30:15+02:00', 'start', '2024-06-01T10:30:15.000Z'],
    ['2024-06-01T12:30:15-0530', 'start', '2024-06-01T18:00:15.000Z'],
    // A plus sign that was not percent-encoded.
    ['2024-06-01T12:30:15 02:00', 'start', '2024-06-01T10:30:15.000Z'],
    ['2024-06-01T12:30:15.123456789Z', 'start', '2024-06-01T12:30:15.123Z'],
  ] as const)('%s as %s is %s', (text, edge, expected) => {
    expect(new Date(instant(edge, '').parse(text)).toISOString()).toBe(expected)
  })

  test.each([
    'yesterday',
    '',
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-6-1',
    '06/01/2024',
    '1717243815',
    '2024-06-01T25:00:00Z',
    '2024-06-01T12:60:00Z',
    '2024-06-01T12:00:00+25:00',
    '2024-06-01 12:00:00Z',
    '2024-02-30T12:00:00Z',
    '+012024-06-01',
    '2024-W22-6',
  ])('"%s" is none', (text) => {
    expect(instant('start', '').safeParse(text).success).toBe(false)
  })
})

describe('whole numbers', () => {
  const pageSize = wholeNumber({ least: 1, most: 100 }, '')

  test.each([
    ['1', 1],
    ['100', 100],
    ['007', 7],
  ])('%s', (text, expected) => {
    expect(pageSize.parse(text)).toBe(expected)
  })

  test.each([
    '0',
    '101',
    '-1',
    '+1',
    '1.0',
    '1e2',
    ' 1',
    '',
    'NaN',
    'Infinity',
    '0x10',
    '१',
    '9'.repeat(16),
  ])('"%s" is refused with both bounds', (text) => {
    const message = pageSize.safeParse(text).error?.issues[0]?.message
    expect(message).toBe('must be a whole number from 1 to 100')
  })
})
