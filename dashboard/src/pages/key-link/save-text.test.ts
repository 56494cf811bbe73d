import { expect, test } from 'vitest'
import { keyFileName } from './save-text.ts'

test.each([
  ['api.example.com', 'api.example.com.key'],
  ['*.example.com', 'wildcard.example.com.key'],
  ['../../etc/passwd', 'etc-passwd.key'],
  ['2001:db8::1', '2001-db8-1.key'],
  ['', 'private.key'],
])('%s is saved as %s', (commonName, file) => {
  expect(keyFileName(commonName)).toBe(file)
})
