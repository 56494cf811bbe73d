import { expect, test } from 'vitest'
import { namedIn, toldIn } from './event-words.ts'

const authorityId = '49044e76-d8fa-497a-98ea-ce4b52949a68'

test.each([
  [{ authorityId, commonName: 'vpn.acme.internal', mode: 'managed' }, 'vpn.acme.internal'],
  [{ role: 'admin', email: 'eve@example.com' }, 'eve@example.com'],
  [{ name: '', program: 'Claude Code' }, 'Claude Code'],
  [{ serialNumber: '0A' }, undefined],
])('%j is about %s', (detail, name) => {
  expect(namedIn(detail)).toBe(name)
})

test('ids, and what is said already, are left out', () => {
  const detail = { authorityId, commonName: 'vpn.acme.internal', mode: 'managed', client: null }
  expect(toldIn(detail, String)).toBe('mode: managed')
})

test.each([
  { notAfter: '2026-12-02T21:39:35.000Z' },
  { expiresAt: Date.UTC(2026, 11, 2, 21, 39, 35) },
])('a time is told as times are: %j', (detail) => {
  expect(toldIn(detail, (moment) => moment.toISOString())).toMatch(/^\w+: 2026-12-02T21:39:35/)
})
