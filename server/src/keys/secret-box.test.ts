import { expect, test } from 'vitest'
import { randomBytes } from './crypto.ts'
import { createSecretBox } from './secret-box.ts'

const box = createSecretBox(new Uint8Array(32).fill(7), randomBytes)
const secret = new TextEncoder().encode('a private key')

test('what was sealed opens under its name, and twice the same secret does not look the same', () => {
  const sealed = box.seal('one', secret)
  expect(new Uint8Array(box.open('one', sealed))).toEqual(secret)
  expect(sealed).not.toEqual(box.seal('one', secret))
  expect(Buffer.from(sealed).includes(Buffer.from(secret))).toBe(false)
})

test.each([
  ['another name', () => box.open('two', box.seal('one', secret))],
  [
    'another key',
    () => createSecretBox(new Uint8Array(32), randomBytes).open('one', box.seal('one', secret)),
  ],
  ['a changed octet', () => box.open('one', changed(box.seal('one', secret)))],
  ['a short one', () => box.open('one', new Uint8Array(5))],
])('%s opens nothing', (_what, open) => {
  expect(open).toThrow('damaged or not ours')
})

function changed(sealed: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(sealed)
  copy[20] = (copy[20] ?? 0) ^ 1
  return copy
}
