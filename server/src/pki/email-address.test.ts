import { expect, test } from 'vitest'
import { parseEmailAddress } from './email-address.ts'

test.each([
  ['user@example.com', 'user@example.com'],
  [' Ada.Lovelace@Example.ORG ', 'ada.lovelace@example.org'],
  ['owner@localhost', 'owner@localhost'],
  ['a+b=c@d-e.example', 'a+b=c@d-e.example'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ['', undefined],
  ['example.com', undefined],
  ['@example.com', undefined],
  ['user@', undefined],
  ['user@-example.com', undefined],
  ['user@example..com', undefined],
  ['.user@example.com', undefined],
  ['us..er@example.com', undefined],
  ['us er@example.com', undefined],
  ['user@exa\nmple.com', undefined],
  ['"quoted user"@example.com', undefined],
  ['user@[192.0.2.1]', undefined],
  [`${'a'.repeat(65)}@example.com`, undefined],
  [`user@${'a'.repeat(64)}.example`, undefined],
  [`user@${'a.'.repeat(125)}example`, undefined],
])('%j is %j', (text, address) => {
  expect(parseEmailAddress(text)).toBe(address)
})
