import { isDnsName, normalizeDnsName } from '../../dns-name.ts'
import { isIpAddress, normalizeIpAddress } from '../../ip-address.ts'
import { commonNameOf, encodingFor } from '../../name.ts'
import type { AttributeTypeAndValue, Name } from '../../name.ts'
import { OID } from '../../oids.ts'
import { always, isAuthority, isLeaf } from '../rule.ts'
import type { Rule } from '../rule.ts'

/** Upper bounds in characters (RFC 5280 Appendix A.1). */
const UPPER_BOUND: ReadonlyMap<string, number> = new Map([
  [OID.commonName, 64],
  [OID.serialNumber, 64],
  [OID.countryName, 2],
  [OID.localityName, 128],
  [OID.stateOrProvinceName, 128],
  [OID.organizationName, 64],
  [OID.organizationalUnitName, 64],
  [OID.title, 64],
  [OID.pseudonym, 128],
  [OID.emailAddress, 255],
])

/**
 * Controls, among them NUL, and what no reader can see: they make a name read as another. Only the selector that makes a
 * symbol an emoji is let through.
 */
const INVISIBLE = /(?!\ufe0f)[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

export const SUBJECT_RULES: readonly Rule[] = [
  {
    name: 'authoritySubject',
    citation: 'RFC 5280 §4.1.2.6',
    applies: isAuthority,
    check: ({ tbs }) =>
      tbs.subject.rdns.length > 0 ? null : 'the subject of an authority is empty',
  },
  {
    name: 'subjectUpperBounds',
    citation: 'RFC 5280 Appendix A.1',
    applies: always,
    check: ({ tbs }) =>
      firstOf(tbs.subject, ({ type, value }) => {
        const bound = UPPER_BOUND.get(type)
        // Bounds count characters, not UTF-16 units.
        const length = bound !== undefined && value.length > bound ? Array.from(value).length : 0
        return bound !== undefined && length > bound
          ? `the attribute ${type} has ${length} characters > ${bound} characters`
          : null
      }),
  },
  {
    name: 'subjectString',
    citation: 'RFC 5280 §4.1.2.4',
    applies: always,
    check: ({ tbs }) => firstOf(tbs.subject, faultOfString),
  },
  {
    name: 'subjectCharacters',
    citation: 'RFC 5280 §4.1.2.4',
    applies: always,
    check: ({ tbs }) =>
      firstOf(tbs.subject, ({ type, value }) => {
        if (value === '') return `the attribute ${type} is empty`
        return INVISIBLE.test(value) ? `the attribute ${type} has invisible characters` : null
      }),
  },
  {
    name: 'oneCommonName',
    citation: 'RFC 5280 §4.1.2.6',
    applies: always,
    check: ({ tbs }) => {
      let count = 0
      for (const rdn of tbs.subject.rdns)
        for (const { type } of rdn) if (type === OID.commonName) count++
      return count > 1 ? `the subject has ${count} common names` : null
    },
  },
  {
    name: 'commonNameAmongAltNames',
    citation: 'RFC 6125 §6.4.4',
    applies: isLeaf,
    check: ({ tbs }) => {
      const commonName = commonNameOf(tbs.subject)
      if (commonName === undefined) return null
      const names = tbs.decoded.subjectAltName ?? []
      const stands = (type: 'dns' | 'ip', value: string): boolean =>
        names.some((name) => name.type === type && name.value === value)
      // The common case first, since deciding whether a text is a DNS name costs more.
      if (stands('dns', commonName) || stands('ip', commonName)) return null
      const missing = isIpAddress(commonName)
        ? !stands('ip', normalizeIpAddress(commonName))
        : isDnsName(commonName) && !stands('dns', normalizeDnsName(commonName))
      return missing
        ? `the common name "${commonName}" is missing from the alternative names`
        : null
    },
  },
]

/** One fixed string type per attribute, and no others than RFC 5280 allows. */
function faultOfString({ type, value, encoding }: AttributeTypeAndValue): string | null {
  if (type === OID.countryName) {
    return encoding === 'printable' && /^[A-Z]{2}$/.test(value)
      ? null
      : 'the country is not a PrintableString of two capital letters'
  }
  const own = encodingFor(type)
  const allowed = encoding === own || (own === 'utf8' && encoding === 'printable')
  return allowed ? null : `the attribute ${type} is of the string type ${encoding}`
}

function firstOf(
  name: Name,
  fault: (attribute: AttributeTypeAndValue) => string | null,
): string | null {
  for (const rdn of name.rdns) {
    for (const attribute of rdn) {
      const found = fault(attribute)
      if (found !== null) return found
    }
  }
  return null
}
