import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { validate } from './validate.ts'

const schema = z.object({
  name: z.string().optional(),
  list: z.array(z.object({ text: z.string() })).optional(),
  anything: z.unknown().optional(),
})

/** Lists within lists, deeper than a call stack. */
function nested(depth: number): unknown {
  let value: unknown = 'core'
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

describe('text in requests', () => {
  test('is taken as it is, of any script', () => {
    const given = { name: 'Žluťoučký 😀', list: [{ text: '' }] }
    expect(validate(schema, given)).toEqual(given)
  })

  test('may stand in lists within lists, as deep as a body has room for', () => {
    expect(() => validate(schema, { anything: nested(130_000) })).not.toThrow()
  })

  test.each([
    ['NUL, which PostgreSQL cannot hold', { name: 'a\0b' }, 'name'],
    ['the first half of a surrogate pair (RFC 7493 §2.1)', { name: 'a\ud800' }, 'name'],
    ['the second half', { list: [{ text: 'b' }, { text: '\udc00a' }] }, 'list[1].text'],
  ])('is refused with %s', (_what, given, member) => {
    expect(() => validate(schema, given)).toThrow(
      expect.objectContaining({
        code: 'invalidRequest',
        field: member.split('[')[0],
        message: `${member} must be text without NUL and without halves of surrogate pairs`,
      }),
    )
  })
})
