import { expect, test } from 'vitest'
import { CertificateTotals } from './certificate-totals.ts'

function counted(total: number): {
  totals: CertificateTotals
  at: (now: number) => void
  counts: () => number
  set: (next: number) => void
} {
  let now = 1_000_000
  let count = 0
  let current = total
  const totals = new CertificateTotals(
    async () => {
      count += 1
      return current
    },
    () => now,
  )
  return {
    totals,
    at: (next) => void (now = 1_000_000 + next),
    counts: () => count,
    set: (next) => void (current = next),
  }
}

test('a large total is counted anew after five seconds, in the background, and never older than ten', async () => {
  const { totals, at, counts, set } = counted(50_000)
  expect(totals.isLarge({})).toBe(false)
  expect(await totals.of({})).toBe(50_000)
  expect(totals.isLarge({})).toBe(true)
  set(60_000)
  at(4999)
  expect(await totals.of({})).toBe(50_000)
  expect(counts()).toBe(1)
  at(5000)
  expect(await totals.of({})).toBe(50_000)
  expect(counts()).toBe(2)
  expect(await totals.of({})).toBe(60_000)
  at(15_000)
  set(70_000)
  expect(totals.isLarge({})).toBe(false)
  expect(await totals.of({})).toBe(70_000)
})

test('a small total is never remembered', async () => {
  const { totals, set } = counted(10_000)
  expect(await totals.of({})).toBe(10_000)
  set(9999)
  expect(await totals.of({})).toBe(9999)
  expect(totals.isLarge({})).toBe(false)
})

test('many who ask at once wait for one count, and each filter has its own', async () => {
  const { totals, counts } = counted(50_000)
  await Promise.all(Array.from({ length: 10 }, async () => totals.of({ status: 'active' })))
  expect(counts()).toBe(1)
  await totals.of({ status: 'revoked' })
  await totals.of({ search: 'x' })
  expect(counts()).toBe(3)
})

test('a clock that goes back makes nothing last longer', async () => {
  const { totals, at, counts } = counted(50_000)
  await totals.of({})
  at(-60_000)
  await totals.of({})
  expect(counts()).toBe(2)
})
