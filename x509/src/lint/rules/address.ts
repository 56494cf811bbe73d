import type { GeneralName } from '../../general-name.ts'
import { OID } from '../../oids.ts'
import { always } from '../rule.ts'
import type { Rule } from '../rule.ts'

/** An absolute http(s) URL without user, query or fragment, in characters that need no escape (RFC 3986). */
const HTTP_URL =
  /^https?:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:\/[A-Za-z0-9\-._~!$&'()*+,;=:@/%]*)?$/

export const ADDRESS_RULES: readonly Rule[] = [
  {
    name: 'cRLDistributionPointAddress',
    citation: 'RFC 5280 §4.2.1.13',
    applies: always,
    check: ({ tbs }) => {
      for (const { fullName, reasons, cRLIssuer } of tbs.decoded.cRLDistributionPoints ?? []) {
        if (fullName === undefined || reasons !== undefined || cRLIssuer !== undefined) {
          return 'a distribution point has more or less than addresses'
        }
        const fault = faultOfAddresses(fullName)
        if (fault !== null) return fault
      }
      return null
    },
  },
  {
    name: 'authorityInfoAccessAddress',
    citation: 'RFC 5280 §4.2.2.1',
    applies: always,
    check: ({ tbs }) => {
      for (const { method, location } of tbs.decoded.authorityInfoAccess ?? []) {
        if (method !== OID.ocsp && method !== OID.caIssuers)
          return `the access method ${method} is not issued`
        const fault = faultOf(location)
        if (fault !== null) return fault
      }
      return null
    },
  },
]

/** What is wrong with the addresses of a distribution point, or null. */
export function faultOfAddresses(names: readonly GeneralName[]): string | null {
  for (const name of names) {
    const fault = faultOf(name)
    if (fault !== null) return fault
  }
  return null
}

function faultOf(name: GeneralName): string | null {
  if (name.type !== 'uri') return 'an address is not a URI'
  return HTTP_URL.test(name.value) ? null : `"${name.value}" is not an absolute http or https URL`
}
