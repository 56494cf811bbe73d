import { describe, expect, it } from 'vitest'
import { mayReplaceReason, REVOCATION_REASON_NAMES } from './revocation.ts'

describe('a further revocation', () => {
  it('may replace a hold by any other reason', () => {
    for (const next of REVOCATION_REASON_NAMES) {
      expect(mayReplaceReason('certificateHold', next)).toBe(next !== 'certificateHold')
    }
  })

  it('may raise any reason to keyCompromise, once, and change nothing else', () => {
    for (const current of REVOCATION_REASON_NAMES.filter(
      (reason) => reason !== 'certificateHold',
    )) {
      for (const next of REVOCATION_REASON_NAMES) {
        expect(mayReplaceReason(current, next)).toBe(
          next === 'keyCompromise' && current !== 'keyCompromise',
        )
      }
    }
  })
})
