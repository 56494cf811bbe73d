import { Writable } from 'node:stream'
import { parseRevocationList } from '@certman/x509'
import { beforeEach, expect, test, vi } from 'vitest'
import { listOf } from '../../../x509/src/_revocation.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import { addressesOf, cryptography, DAY, found, LIFE, NOW, publishing } from './_publishing.ts'
import { Probe } from './probe.ts'
import type { Publishing } from './_publishing.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'

let own: Publishing
let now: number
let lines: { level: string; kind?: string }[]
let metrics: ReturnType<typeof createMetrics>
let ending: AbortController
let reserved: number

beforeEach(() => {
  own = publishing()
  now = NOW
  lines = []
  metrics = createMetrics()
  ending = new AbortController()
  reserved = 0
})

async function probing(authorities: readonly CertificateAuthority[]): Promise<Probe> {
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)) as { level: string })
      done()
    },
  })
  return new Probe({
    ...cryptography,
    fetch: own.fetch,
    clock: { now: () => now },
    authorities: async () => authorities,
    addressesOf,
    reservedNumber: async () => reserved,
    telemetry: {
      logger: await createLogger({ level: 'info', format: 'json', destination }),
      metrics,
    },
    signal: ending.signal,
  })
}

const urls = (): string[] => own.asked.map(({ url }) => url)

test('the times of lists, responders and CAs are measured as they were fetched', async () => {
  const probe = await probing([own.authority])
  await probe.round()
  const text = await metrics.text()
  const { id, validity } = own.authority
  expect(text).toContain(`certman_ca_not_after_seconds{ca="${id}"} ${validity.notAfter / 1000}`)
  expect(text).toContain(
    `certman_crl_this_update_seconds{ca="${id}",shard="0"} ${LIFE.from / 1000}`,
  )
  expect(text).toContain(`certman_crl_next_update_seconds{ca="${id}",shard="0"} ${LIFE.to / 1000}`)
  expect(text).toContain(`certman_ocsp_responder_not_after_seconds{ca="${id}"} ${LIFE.to / 1000}`)
  expect(lines).toEqual([])
})

test('a fault is counted every time, said once, again after an hour, and when it is over', async () => {
  const probe = await probing([own.authority])
  const [url = ''] = addressesOf(own.authority.id, 0).crlUrls
  own.broken.set(url, { status: 500, etag: undefined, octets: new Uint8Array() })
  for (let round = 0; round < 3; round++) await probe.round()
  expect(await metrics.text()).toContain('certman_probe_failures_total{kind="httpStatus"} 3')
  expect(lines).toMatchObject([{ level: 'error', kind: 'httpStatus', url }])
  now += 3_600_000
  await probe.round()
  expect(lines).toHaveLength(2)
  own.broken.clear()
  await probe.round()
  await probe.round()
  expect(lines.slice(2)).toMatchObject([{ level: 'info', url }])
})

test('what comes near its end is a warning, what has ended an error', async () => {
  const probe = await probing([own.authority])
  now = LIFE.to - DAY
  await probe.round()
  now = LIFE.to + 1_000
  await probe.round()
  expect(lines.map(({ level }) => level)).toEqual(['warn', 'warn', 'error', 'error'])
})

test('a list that lacks for three minutes what was revoked is late, however often more is revoked', async () => {
  const { number } = parseRevocationList(listOf(own.root))
  for (const hasPassphrase of [false, true]) {
    const probe = await probing([{ ...own.authority, hasPassphrase }])
    const revoke = (): number => (reserved += 1)
    reserved = Number(number)
    await probe.round()
    for (let minute = 0; minute < 3; minute++) {
      revoke()
      await probe.round()
      now += 60_000
    }
    expect(lines).toEqual([])
    revoke()
    await probe.round()
    expect(lines).toMatchObject([{ level: hasPassphrase ? 'warn' : 'error', kind: 'late' }])
    reserved = Number(number)
    const [url = ''] = addressesOf(own.authority.id, 0).crlUrls
    own.broken.set(url, found(listOf(own.root, { number: (number ?? 0n) + 4n })))
    await probe.round()
    expect(lines.slice(1)).toMatchObject([{ level: 'info', url }])
    own.broken.clear()
    lines = []
  }
})

test('with many CAs all are seen in turn, sixty addresses a round', async () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    ...own.authority,
    id: publishing(index + 1).authority.id,
  }))
  const probe = await probing(many)
  await probe.round()
  expect(own.asked).toHaveLength(60)
  for (let round = 0; round < 3; round++) await probe.round()
  expect(new Set(urls()).size).toBe(200)
})

test('where nobody answers a round ends early, and it ends when the server does', async () => {
  const many = Array.from({ length: 20 }, (_, index) => ({
    ...own.authority,
    id: publishing(index + 1).authority.id,
  }))
  for (const { id } of many) {
    const { crlUrls, ocspUrls } = addressesOf(id, 0)
    for (const url of [...crlUrls, ...ocspUrls]) own.broken.set(url, new Error('refused'))
  }
  const probe = await probing(many)
  await probe.round()
  expect(own.asked).toHaveLength(4)
  own.broken.clear()
  const [url = ''] = addressesOf(own.authority.id, 0).ocspUrls
  own.broken.set(url, 'silence')
  const round = probe.round()
  await vi.waitFor(() => expect(own.asked).toHaveLength(8))
  ending.abort()
  await round
  expect(own.asked).toHaveLength(8)
})

test('an expired CA is left alone, a revoked one is not', async () => {
  const expired = { ...own.authority, validity: { notBefore: 0, notAfter: NOW } }
  const probe = await probing([expired])
  await probe.round()
  expect(own.asked).toEqual([])
  const revocation = { revokedAt: NOW, reason: 'superseded' as const }
  const other = await probing([{ ...own.authority, revocation }])
  await other.round()
  expect(own.asked).toHaveLength(2)
})
