import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AuditEvent } from '../pki/audit-event.ts'
import { refusedAttempt } from './_events.ts'
import { AuditRefusals } from './refusals.ts'

const SECOND = 1000

/** A log that notes what is appended, and fails as often as it is told to. */
function notingLog() {
  const batches: (readonly AuditEvent[])[] = []
  const failures: unknown[] = []
  const log = {
    batches,
    failures,
    failing: 0,
    append: async (events: readonly AuditEvent[]) => {
      if (log.failing > 0) {
        log.failing -= 1
        throw new Error('disk full')
      }
      batches.push(events)
    },
  }
  const refusals = new AuditRefusals({ auditLog: log, onFailure: (error) => failures.push(error) })
  return { log, refusals }
}

const from = (address: string): AuditEvent =>
  refusedAttempt({ actor: { kind: 'anonymous', id: 'anonymous', address } })

function total(batches: readonly (readonly AuditEvent[])[]): number {
  return batches.flat().reduce((sum, { detail }) => sum + Number(detail['count'] ?? 1), 0)
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('coalescing', () => {
  test('nothing is written at once; a second later equal attempts are one event with a count', async () => {
    const { log, refusals } = notingLog()
    for (let i = 0; i < 5; i += 1) refusals.refused(refusedAttempt({ requestId: `r-${i}` }))
    await vi.advanceTimersByTimeAsync(SECOND - 1)
    expect(log.batches).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(log.batches).toEqual([
      [refusedAttempt({ requestId: 'r-0', detail: { reason: 'unknown', count: 5 } })],
    ])
  })

  test('a single attempt is written as it is', async () => {
    const { log, refusals } = notingLog()
    refusals.refused(refusedAttempt())
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(log.batches).toEqual([[refusedAttempt()]])
  })

  test.each<[string, Partial<AuditEvent>]>([
    ['action', { action: 'permission.refused' }],
    ['actor', { actor: { kind: 'apiKey', id: 'k', address: '192.0.2.1' } }],
    ['address', { actor: { kind: 'anonymous', id: 'anonymous', address: '192.0.2.2' } }],
    ['subject', { subject: 'key' }],
    ['reason', { detail: { reason: 'expired' } }],
  ])('attempts that differ in the %s stay apart', async (_, difference) => {
    const { log, refusals } = notingLog()
    refusals.refused(refusedAttempt())
    refusals.refused(refusedAttempt(difference))
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(log.batches.flat()).toHaveLength(2)
  })

  test('at most one write a second', async () => {
    const { log, refusals } = notingLog()
    for (let i = 0; i < 50; i += 1) {
      refusals.refused(from(`192.0.2.${i}`))
      await vi.advanceTimersByTimeAsync(100)
    }
    await vi.advanceTimersByTimeAsync(2 * SECOND)
    expect(log.batches.length).toBeLessThanOrEqual(6)
    expect(total(log.batches)).toBe(50)
  })
})

describe('nothing is lost', () => {
  test('a failed write is told and made again, with what came meanwhile', async () => {
    const { log, refusals } = notingLog()
    log.failing = 2
    refusals.refused(refusedAttempt())
    await vi.advanceTimersByTimeAsync(SECOND)
    refusals.refused(refusedAttempt())
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(log.failures).toHaveLength(2)
    expect(log.batches).toEqual([])
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(log.batches.flat()).toMatchObject([{ detail: { count: 2 } }])
  })

  test('disposing writes what is left, trying more than once', async () => {
    const { log, refusals } = notingLog()
    log.failing = 2
    refusals.refused(refusedAttempt())
    await refusals[Symbol.asyncDispose]()
    expect(total(log.batches)).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('disposing says so when the log cannot be written at all', async () => {
    const { log, refusals } = notingLog()
    log.failing = 100
    refusals.refused(refusedAttempt())
    await expect(refusals[Symbol.asyncDispose]()).rejects.toThrow('disk full')
  })

  test('disposing with nothing to write writes nothing', async () => {
    const { log, refusals } = notingLog()
    await refusals[Symbol.asyncDispose]()
    expect(log.batches).toEqual([])
  })

  test('a flood from everywhere fills no memory, and its number is right', async () => {
    const { log, refusals } = notingLog()
    for (let i = 0; i < 50_000; i += 1) refusals.refused(from(`2001:db8::${i.toString(16)}`))
    await vi.advanceTimersByTimeAsync(SECOND)
    const events = log.batches.flat()
    expect(events).toHaveLength(1001)
    expect(total(log.batches)).toBe(50_000)
    expect(events.at(-1)).toMatchObject({
      actor: { id: 'others', address: null },
      detail: { count: 49_000 },
    })
  })
})
