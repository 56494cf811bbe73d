import { beforeEach, describe, expect, it } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import { OcspMemory } from './ocsp-memory.ts'

const A = { authorityId: '00000000-0000-4000-8000-00000000000a' as Uuid, serialNumber: '0A' }
const B = { ...A, serialNumber: '0B' }
const answer = {
  der: new Uint8Array([1]),
  thisUpdate: 0,
  nextUpdate: 3_600_000,
  status: 'good',
} as const

describe('the memory of OCSP answers', () => {
  let now: number
  let monotonic: number
  let memory: OcspMemory

  beforeEach(() => {
    now = 0
    monotonic = 0
    memory = new OcspMemory(
      () => now,
      () => monotonic,
    )
    memory.extendLease(memory.beginLease(), 1_000)
  })

  it('gives an answer again until half of its life is over', () => {
    memory.remember(['/x'], A, answer, memory.changes)
    expect(memory.recall('/x')).toMatchObject(answer)
    now = 1_799_999
    memory.extendLease(memory.beginLease(), 1_000)
    expect(memory.recall('/x')).toBeDefined()
    now = 1_800_000
    expect(memory.recall('/x')).toBeUndefined()
  })

  it('gives none when the lease has run out, and again when it is renewed', () => {
    memory.remember(['/x'], A, answer, memory.changes)
    monotonic = 1_000
    expect(memory.recall('/x')).toBeUndefined()
    memory.extendLease({ monotonic: 900, now: 0 }, 1_000)
    expect(memory.recall('/x')).toBeDefined()
  })

  it('gives none when the machine slept, during which the monotonic clock stands still', () => {
    memory.remember(['/x'], A, answer, memory.changes)
    now = 999
    expect(memory.recall('/x')).toBeDefined()
    now = 600_000
    expect(memory.recall('/x')).toBeUndefined()
    memory.extendLease(memory.beginLease(), 1_000)
    expect(memory.recall('/x')).toBeDefined()
  })

  it('a clock that is set back prolongs no lease', () => {
    memory.extendLease({ monotonic: 0, now: 100_000 }, 1_000)
    memory.remember(['/x'], A, answer, memory.changes)
    monotonic = 999
    expect(memory.recall('/x')).toBeDefined()
    monotonic = 1_000
    expect(memory.recall('/x')).toBeUndefined()
  })

  it('never had a lease, never answers', () => {
    const fresh = new OcspMemory(
      () => now,
      () => monotonic,
    )
    fresh.remember(['/x'], A, answer, fresh.changes)
    expect(fresh.recall('/x')).toBeUndefined()
  })

  it('forgets all answers about a certificate whose status changed, and no others', () => {
    memory.remember(['/a1', '/a2'], A, answer, memory.changes)
    memory.remember(['/b'], B, answer, memory.changes)
    memory.forget(A)
    expect([memory.recall('/a1'), memory.recall('/a2')]).toEqual([undefined, undefined])
    expect(memory.recall('/b')).toBeDefined()
  })

  it('does not remember an answer made from a status that was read before a change', () => {
    const before = memory.changes
    memory.forget(A)
    memory.remember(['/x'], A, answer, before)
    expect(memory.recall('/x')).toBeUndefined()
  })

  it('gives no answer from the future when the clock goes back', () => {
    now = 10_000
    memory.remember(
      ['/x'],
      A,
      { ...answer, thisUpdate: 10_000, nextUpdate: 3_610_000 },
      memory.changes,
    )
    now = 0
    expect(memory.recall('/x')).toBeUndefined()
  })
})
