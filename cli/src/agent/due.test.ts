import fc from 'fast-check'
import { parseCertificate } from '@certman/x509'
import type { Certificate } from '@certman/x509'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeContents } from '../../../bundles/src/_contents.ts'
import { backOff, isForNames, renewalTime } from './due.ts'

let certificate: Certificate
beforeAll(async () => {
  const { certificates } = await makeContents()
  certificate = parseCertificate(certificates[0] ?? new Uint8Array(0))
})

describe('renewalTime', () => {
  it('is at two thirds of the life and at most a twentieth later, the same at every look', () => {
    const start = certificate.notBefore.getTime()
    const life = certificate.notAfter.getTime() - start
    const part = (renewalTime(certificate, 0.66) - start) / life
    expect(part).toBeGreaterThanOrEqual(0.66)
    expect(part).toBeLessThan(0.71)
    expect(renewalTime(certificate, 0.66)).toBe(renewalTime(certificate, 0.66))
  })

  it('spreads certificates that were issued together, and never waits for the end', () => {
    const times = Array.from({ length: 500 }, (_, index) => {
      const serialNumber = Uint8Array.of(1, index >> 8, index & 0xff) as Certificate['serialNumber']
      return renewalTime({ ...certificate, serialNumber }, 0.95)
    })
    const start = certificate.notBefore.getTime()
    const life = certificate.notAfter.getTime() - start
    const parts = times.map((time) => (time - start) / life)
    expect(Math.min(...parts)).toBeLessThan(0.96)
    expect(Math.max(...parts)).toBeLessThanOrEqual(0.99)
    expect(new Set(times).size).toBeGreaterThan(350)
  })
})

describe('isForNames', () => {
  it.each([
    [['bundle.example.com'], true],
    [['bundle.example.com', 'www.example.com'], false],
    [['other.example.com'], false],
    [['10.0.0.1'], false],
  ])('%j: %s', (names, expected) => {
    expect(isForNames(certificate, names)).toBe(expected)
  })
})

describe('backOff', () => {
  it('doubles from a minute to six hours, within half of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, random) => {
          const middle = Math.min(60_000 * 2 ** (failures - 1), 21_600_000)
          const wait = backOff(failures, () => random)
          expect(wait).toBeGreaterThanOrEqual(middle / 2)
          expect(wait).toBeLessThan(1.5 * middle)
        },
      ),
    )
  })
})
