import { normalizeDnsName } from '../../dns-name.ts'
import type { GeneralName } from '../../general-name.ts'
import { OID } from '../../oids.ts'
import { X509Error } from '../../x509-error.ts'
import { isLeaf } from '../rule.ts'
import type { LintContext, Rule } from '../rule.ts'

/** A dot-atom and a domain (RFC 5321 §4.1.2); quoted local parts are not issued. */
const MAILBOX = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([^@]+)$/
/** scheme ":" and something, none of it unsafe (RFC 3986 §3). */
const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[!#$&-;=?-Z[\]_a-z~%]+$/

export const ALTERNATIVE_NAME_RULES: readonly Rule[] = [
  {
    name: 'subjectAltNamePresent',
    citation: 'RFC 5280 §4.2.1.6',
    applies: isLeaf,
    check: ({ tbs }) =>
      tbs.decoded.subjectAltName === undefined ? 'a leaf has no subject alternative name' : null,
  },
  {
    name: 'subjectAltNameCriticality',
    citation: 'RFC 5280 §4.2.1.6',
    applies: hasNames,
    check: ({ tbs }) => {
      const empty = tbs.subject.rdns.length === 0
      const extension = tbs.extensions.find(({ oid }) => oid === OID.subjectAltName)
      return extension?.critical === empty
        ? null
        : `the subject is ${empty ? '' : 'not '}empty, so the alternative names must ${empty ? '' : 'not '}be critical`
    },
  },
  {
    name: 'subjectAltNameSyntax',
    citation: 'RFC 5280 §4.2.1.6',
    applies: hasNames,
    check: ({ tbs }) => {
      for (const name of tbs.decoded.subjectAltName ?? []) {
        const fault = faultOf(name)
        if (fault !== null) return fault
      }
      return null
    },
  },
  {
    name: 'subjectAltNameUnique',
    citation: 'RFC 5280 §4.2.1.6',
    applies: hasNames,
    check: ({ tbs }) => {
      const seen = new Set<string>()
      for (const name of tbs.decoded.subjectAltName ?? []) {
        if (name.type === 'other' || name.type === 'directoryName') continue
        const key = `${name.type}:${name.value}`
        if (seen.has(key)) return `the alternative name "${name.value}" stands twice`
        seen.add(key)
      }
      return null
    },
  },
]

function hasNames({ tbs }: LintContext): boolean {
  return tbs.decoded.subjectAltName !== undefined
}

function faultOf(name: GeneralName): string | null {
  switch (name.type) {
    case 'dns':
      return faultOfDnsName(name.value)
    case 'ip':
      return null // Four or sixteen octets, or they would not have been read.
    case 'email':
      return faultOfMailbox(name.value)
    case 'uri':
      return ABSOLUTE_URI.test(name.value) ? null : `"${name.value}" is not an absolute URI`
    default:
      return 'alternative names of this kind are not issued'
  }
}

function faultOfDnsName(value: string): string | null {
  try {
    const normalized = normalizeDnsName(value)
    return normalized === value ? null : `"${value}" is not in the form "${normalized}"`
  } catch (error) {
    if (error instanceof X509Error) return error.message
    throw error
  }
}

function faultOfMailbox(value: string): string | null {
  const domain = MAILBOX.exec(value)?.[1]
  if (domain === undefined || domain.includes('*'))
    return `"${value}" is not a mailbox (RFC 5321 §4.1.2)`
  return faultOfDnsName(domain)
}
