import { describe, expect, test } from 'vitest'
import { csv, renderReport } from './formats.ts'

describe('csv', () => {
  test.each<[string, unknown, string]>([
    [
      'a list',
      [
        { a: 1, b: null },
        { a: 'x,y', c: true },
      ],
      'a,b,c\r\n1,,\r\n"x,y",,true',
    ],
    ['the list that an answer is about', { things: [{ a: 1 }], total: 1 }, 'a\r\n1'],
    ['an object', { a: ['x', 'y'], b: 2 }, 'a,b\r\nx y,2'],
    ['an object around another', { thing: { a: 1 }, note: 'n' }, 'a,note\r\n1,n'],
    ['an empty page', { things: [], total: 0, totalPages: 0 }, ''],
    ['an empty list', [], ''],
  ])('%s', (_name, json, expected) => {
    expect(csv(json)).toBe(expected)
  })
})

test('each format', async () => {
  const report = { json: { a: 'b', pem: 'x\ny' }, text: 'for people' }
  expect(await renderReport(report, 'table')).toBe('for people')
  expect(JSON.parse(await renderReport(report, 'json'))).toEqual(report.json)
  expect(await renderReport(report, 'yaml')).toBe('a: b\npem: |-\n  x\n  y')
  expect(await renderReport(report, 'csv')).toBe('a,pem\r\nb,"x\ny"')
})
