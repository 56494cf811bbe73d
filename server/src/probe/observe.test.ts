import { ocspErrorResponse } from '@certman/x509'
import { beforeEach, describe, expect, test } from 'vitest'
import { listOf } from '../../../x509/src/_revocation.ts'
import { rootAuthority } from '../../../x509/src/_keys.ts'
import { addressesOf, cryptography, DAY, found, LIFE, NOW, publishing } from './_publishing.ts'
import { Observer } from './observe.ts'
import { targetsOf, type Target } from './target.ts'
import type { Publishing } from './_publishing.ts'
import type { Observation } from './check-list.ts'
import type { Fetched } from './fetch.ts'

let own: Publishing
let now: number
let observer: Observer

beforeEach(() => {
  own = publishing()
  now = NOW
  observer = new Observer({ fetch: own.fetch, ...cryptography, clock: { now: () => now } })
})

function target(kind: Target['kind'], shards = 1): Target {
  const authority = { ...own.authority, shards }
  const all = targetsOf([authority], addressesOf, now)
  const one = all.find((each) => each.kind === kind)
  if (one === undefined) throw new Error('no such target')
  return one
}

const observe = (kind: Target['kind'], shards = 1): Promise<Observation> =>
  observer.observe(target(kind, shards))

describe.each(['list', 'ocsp'] as const)('%s', (kind) => {
  test('that is sound has its life and no fault', async () => {
    expect(await observe(kind)).toMatchObject({ life: LIFE, fault: undefined })
  })

  test.each<[string, number, string]>([
    ['two thirds of its life over', LIFE.from + (7 * DAY * 2) / 3 + 1_000, 'aging'],
    ['its last second over', LIFE.to + 1_000, 'expired'],
    ['a clock that was set back', LIFE.from - 61_000, 'notYetValid'],
  ])('with %s: its age tells', async (_name, at, fault) => {
    now = at
    expect((await observe(kind)).fault?.kind).toBe(fault)
  })

  test.each<[string, Fetched | Error, string]>([
    ['503', { status: 503, etag: undefined, octets: new Uint8Array() }, 'httpStatus'],
    ['a redirect', { status: 302, etag: undefined, octets: new Uint8Array() }, 'httpStatus'],
    ['an unasked 304', { status: 304, etag: undefined, octets: new Uint8Array() }, 'httpStatus'],
    ['HTML', found(new TextEncoder().encode('<html></html>')), 'malformed'],
    ['no octets', found(new Uint8Array()), 'malformed'],
    ['a refused connection', new Error('connect ECONNREFUSED'), 'unreachable'],
  ])('answered with %s', async (_name, answer, fault) => {
    own.broken.set(target(kind).url, answer)
    expect(await observe(kind)).toMatchObject({ life: undefined, fault: { kind: fault } })
  })

  test('that keeps silent is given up after two seconds', async () => {
    own.broken.set(target(kind).url, 'silence')
    expect(await observe(kind)).toMatchObject({
      fault: { kind: 'unreachable', detail: 'no answer within 2 s' },
    })
  })
})

describe('list', () => {
  test('of another CA, or with a changed octet, is not believed', async () => {
    own.broken.set(target('list').url, found(listOf(rootAuthority({ label: 'thief' }))))
    expect((await observe('list')).fault?.kind).toBe('badSignature')
    const octets = listOf(own.root)
    octets[octets.length - 1]! ^= 1
    own.broken.set(target('list').url, found(octets))
    expect((await observe('list')).fault?.kind).toBe('badSignature')
  })

  test('that did not change is asked for with its tag, and goes on aging', async () => {
    await observe('list')
    now = LIFE.to
    expect((await observe('list')).fault?.kind).toBe('expired')
    expect(own.asked.map(({ headers }) => headers)).toEqual([{}, { 'If-None-Match': '"1"' }])
  })

  test('of a shard names its own address (RFC 5280 §6.3.3 (b)(2)(i))', async () => {
    expect(await observe('list', 2)).toMatchObject({ life: LIFE, fault: undefined })
    const { url } = target('list', 2)
    own.broken.set(url, found(listOf(own.root)))
    observer = new Observer({ fetch: own.fetch, ...cryptography, clock: { now: () => now } })
    expect((await observe('list', 2)).fault?.kind).toBe('wrongAnswer')
  })
})

describe('ocsp', () => {
  test('that calls "good" or "revoked" what was never issued', async () => {
    own.status = { kind: 'good' }
    expect((await observe('ocsp')).fault).toEqual({
      kind: 'wrongAnswer',
      detail: 'it called a certificate that was never issued good',
    })
    own.status = { kind: 'revoked', revokedAt: new Date(LIFE.from) }
    expect((await observe('ocsp')).fault?.kind).toBe('wrongAnswer')
  })

  test('that refuses, or answers without our nonce', async () => {
    const { url } = target('ocsp')
    own.broken.set(url, found(ocspErrorResponse('tryLater')))
    expect((await observe('ocsp')).fault?.kind).toBe('refused')
    let kept: Fetched | undefined
    const replaying = new Observer({
      fetch: async (...asked) => (kept ??= await publishing().fetch(...asked)),
      ...cryptography,
      clock: { now: () => now },
    })
    expect((await replaying.observe(target('ocsp'))).fault).toBeUndefined()
    expect((await replaying.observe(target('ocsp'))).fault).toMatchObject({ kind: 'wrongAnswer' })
  })
})
