import { describe, expect, it } from 'vitest'
import { DAY_MILLISECONDS, leafValidity, type ValidityLimits } from './validity.ts'

const NOW = Date.parse('2026-06-01T12:00:30.750Z')
const ISSUER = {
  notBefore: Date.parse('2026-01-01T00:00:00Z'),
  notAfter: Date.parse('2030-01-01T00:00:00Z'),
}

function within(limits: Partial<ValidityLimits>) {
  return leafValidity({ now: NOW, issuer: ISSUER, days: undefined, defaultDays: 365, ...limits })
}

describe('the validity of a leaf', () => {
  it('begins a minute ago, in whole seconds', () => {
    expect(new Date(within({}).notBefore).toISOString()).toBe('2026-06-01T11:59:30.000Z')
  })

  it('never begins before its CA', () => {
    const notBefore = NOW - 10_000
    expect(within({ issuer: { ...ISSUER, notBefore } }).notBefore).toBe(notBefore)
  })

  it.each([1, 90, 365, 397])('lasts %i times 86,400 seconds exactly', (days) => {
    const { notBefore, notAfter } = within({ days })
    expect(notAfter - notBefore).toBe(days * DAY_MILLISECONDS)
  })

  it('is cut to the end of the CA when no number of days was asked for', () => {
    const issuer = { ...ISSUER, notAfter: NOW + 10 * DAY_MILLISECONDS }
    expect(within({ issuer }).notAfter).toBe(issuer.notAfter)
  })

  it('is refused with both dates when the days asked for outlive the CA', () => {
    const issuer = { ...ISSUER, notAfter: Date.parse('2026-06-11T00:00:00Z') }
    expect(() => within({ issuer, days: 30 })).toThrow(
      /2026-07-01T11:59:30\.000Z.*2026-06-11T00:00:00\.000Z/,
    )
  })
})
