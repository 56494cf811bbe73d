import { TAG } from '../../der/tag.ts'
import type { Time } from '../../tbs-certificate.ts'
import { always, hasIssuer } from '../rule.ts'
import type { Rule } from '../rule.ts'

export const VALIDITY_RULES: readonly Rule[] = [
  {
    name: 'validityOrder',
    citation: 'RFC 5280 §4.1.2.5',
    applies: always,
    check: ({ tbs: { notBefore, notAfter } }) =>
      notBefore.value < notAfter.value
        ? null
        : `notBefore ${text(notBefore)} is not before notAfter ${text(notAfter)}`,
  },
  {
    name: 'validityTimeType',
    citation: 'RFC 5280 §4.1.2.5',
    applies: always,
    check: ({ tbs }) => {
      for (const time of [tbs.notBefore, tbs.notAfter]) {
        const utc = time.value.getUTCFullYear() < 2050
        if (time.tag !== (utc ? TAG.utcTime : TAG.generalizedTime)) {
          return `${text(time)} must be a ${utc ? 'UTCTime' : 'GeneralizedTime'}`
        }
      }
      return null
    },
  },
  {
    name: 'notBeforeWithinIssuer',
    citation: 'RFC 5280 §6.1.3',
    applies: hasIssuer,
    check: ({ tbs: { notBefore }, issuer }) =>
      notBefore.value >= issuer!.notBefore // hasIssuer
        ? null
        : `notBefore ${text(notBefore)} is before the issuer's ${issuer!.notBefore.toISOString()}`,
  },
  {
    name: 'notAfterWithinIssuer',
    citation: 'RFC 5280 §6.1.3',
    applies: hasIssuer,
    check: ({ tbs: { notAfter }, issuer }) =>
      notAfter.value <= issuer!.notAfter // hasIssuer
        ? null
        : `notAfter ${text(notAfter)} is after the issuer's ${issuer!.notAfter.toISOString()}`,
  },
]

function text(time: Time): string {
  return time.value.toISOString()
}
