import { expect, test } from 'vitest'
import { pageLinks } from './page-links.ts'

const AT = 'http://localhost/v1/certificates?status=active&page=2'

test.each([
  [1, 3, 'first next last', '1 2 3'],
  [2, 3, 'first prev next last', '1 1 3 3'],
  [3, 3, 'first prev last', '1 2 3'],
  [1, 1, 'first last', '1 1'],
  // Past the end, the previous page is the last there is.
  [9, 3, 'first prev last', '1 3 3'],
])('RFC 8288 §3: page %i of %i has %s', (page, totalPages, relations, pages) => {
  const links = pageLinks(AT, { page, totalPages }) ?? ''
  expect([...links.matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel).join(' ')).toBe(relations)
  expect([...links.matchAll(/[?&]page=(\d+)/g)].map(([, to]) => to).join(' ')).toBe(pages)
  expect(links).toMatch(/^<\/v1\/certificates\?status=active&page=1>; rel="first", /)
})

test('an empty list has no pages to link to', () => {
  expect(pageLinks(AT, { page: 1, totalPages: 0 })).toBeUndefined()
})
