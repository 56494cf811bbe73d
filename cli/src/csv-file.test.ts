import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsv } from './csv-file.ts'
import { csv } from './formats.ts'

const COLUMNS = ['a', 'b'] as const
const rowsOf = (text: string): unknown[] =>
  parseCsv(text, COLUMNS).map(({ line, values }) => [line, Object.fromEntries(values)])

test.each<[string, string, unknown[]]>([
  ['plain', 'a,b\n1,2\n', [[2, { a: '1', b: '2' }]]],
  ['CRLF, no line end, spaces', 'A, b\r\n 1 ,2', [[2, { a: '1', b: '2' }]]],
  [
    'quotes',
    'a,b\n"x, ""y""","z\nz"\n1,2\n',
    [
      [2, { a: 'x, "y"', b: 'z\nz' }],
      [4, { a: '1', b: '2' }],
    ],
  ],
  ['empty lines, comments, a byte order mark', '\uFEFFa\n\n# no\n1\n', [[4, { a: '1' }]]],
  ['short rows', 'a,b\n1\n', [[2, { a: '1' }]]],
])('%s', (_name, text, expected) => {
  expect(rowsOf(text)).toEqual(expected)
})

test.each([
  ['nothing', '', 'the file is empty'],
  ['an unknown column', 'a,c\n', 'no column "c"'],
  ['too many cells', 'a\n1,2\n', 'line 2 has 2 cells'],
  ['a quote inside', 'a\n1"2\n', 'line 2 has a quote'],
  ['a quote that is not closed', 'a\n"1\n', 'has a quote'],
])('%s is refused', (_name, text, message) => {
  expect(() => parseCsv(text, COLUMNS)).toThrow(message)
})

test('what --output csv writes is read back', () => {
  // Cells are trimmed, and a line of nothing or of # is passed over.
  const cell = fc.string({ unit: 'binary' }).map((text) => `x${text.replaceAll('\r', '')}x`)
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: cell }), { minLength: 1 }), (rows) => {
      expect(parseCsv(csv(rows), COLUMNS).map(({ values }) => Object.fromEntries(values))).toEqual(
        rows,
      )
    }),
  )
})
