import {
  isDnsName,
  isIpAddress,
  nameFrom,
  normalizeDnsName,
  normalizeIpAddress,
  X509Error,
  type GeneralName,
  type Name,
} from '@certman/x509'
import { Problem } from '../pki/problem.ts'

/** More names than anybody needs in one certificate, fewer than would hurt those who parse it. */
export const MAX_ALTERNATIVE_NAMES = 250
/** RFC 5280 Appendix A, ub-common-name. */
const MAX_COMMON_NAME = 64

/** DNS names and IP addresses, in the order in which they were asked for. */
export type AlternativeName = Extract<GeneralName, { type: 'dns' | 'ip' }>

/** What a leaf is called, normalized and ready to be encoded. */
export interface LeafNames {
  readonly subject: Name
  readonly subjectHasCommonName: boolean
  readonly alternativeNames: readonly AlternativeName[]
  /** What lists show: the common name, or the first alternative name. */
  readonly commonName: string
  readonly sanDns: readonly string[]
  readonly sanIp: readonly string[]
}

/**
 * A common name that is a DNS name or an IP address belongs among the alternative names, since clients look nowhere else
 * (RFC 9525 §6.3); when it is missing there it is put first. Any other common name is only a label.
 *
 * @throws Problem `invalidRequest`
 */
export function leafNames(
  commonName: string | undefined,
  alternativeNames: readonly AlternativeName[],
): LeafNames {
  const cn = commonName === undefined ? undefined : normalizeCommonName(commonName)
  const names = distinct(
    cn?.alternative ? startingWith(cn.alternative, alternativeNames) : alternativeNames,
  )
  const [first] = names
  if (first === undefined) {
    throw new Problem('invalidRequest', noNames(cn?.text), { field: 'sanDns' })
  }
  if (names.length > MAX_ALTERNATIVE_NAMES) {
    throw new Problem(
      'invalidRequest',
      `${names.length} alternative names are more than ${MAX_ALTERNATIVE_NAMES}; issue several certificates`,
      { field: 'sanDns' },
    )
  }
  return {
    subject: nameFrom(cn ? { commonName: cn.text } : {}),
    subjectHasCommonName: cn !== undefined,
    alternativeNames: names,
    commonName: cn?.text ?? first.value,
    sanDns: names.filter((name) => name.type === 'dns').map((name) => name.value),
    sanIp: names.filter((name) => name.type === 'ip').map((name) => name.value),
  }
}

/** The names of a request body: DNS names first, then addresses, each list in the caller's order. */
export function requestedNames(
  sanDns: readonly string[] | undefined,
  sanIp: readonly string[] | undefined,
): readonly AlternativeName[] {
  return [
    ...(sanDns ?? []).map((value): AlternativeName => ({
      type: 'dns',
      value: dnsName(value, 'sanDns'),
    })),
    ...(sanIp ?? []).map((value): AlternativeName => ({
      type: 'ip',
      value: ipAddress(value, 'sanIp'),
    })),
  ]
}

export function dnsName(text: string, field: string): string {
  return refusing(field, () => normalizeDnsName(text))
}

export function ipAddress(text: string, field: string): string {
  return refusing(field, () => normalizeIpAddress(text))
}

function normalizeCommonName(given: string): {
  text: string
  alternative: AlternativeName | undefined
} {
  const field = 'commonName'
  const text = given.trim()
  // Control characters would make the name look like another one in logs and on screens.
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (text === '' || /[\u0000-\u001f\u007f-\u009f]/.test(text) || !text.isWellFormed()) {
    throw new Problem('invalidRequest', 'commonName must be text without control characters', {
      field,
    })
  }
  const alternative = asAlternativeName(text)
  // A name of one label may be a person's or a device's; it keeps its capitals in the subject.
  const shown =
    alternative && (alternative.type === 'ip' || alternative.value.includes('.'))
      ? alternative.value
      : text
  // The bound counts characters, not UTF-16 units.
  const length = Array.from(shown).length
  if (length > MAX_COMMON_NAME) {
    throw new Problem(
      'invalidRequest',
      `commonName has ${length} characters, more than ${MAX_COMMON_NAME}; use a shorter one and put the long name into sanDns`,
      { field },
    )
  }
  return { text: shown, alternative }
}

function asAlternativeName(text: string): AlternativeName | undefined {
  if (isIpAddress(text)) return { type: 'ip', value: normalizeIpAddress(text) }
  try {
    const value = normalizeDnsName(text)
    return isDnsName(value) ? { type: 'dns', value } : undefined
  } catch (error) {
    if (error instanceof X509Error) return undefined
    throw error
  }
}

function startingWith(
  name: AlternativeName,
  others: readonly AlternativeName[],
): readonly AlternativeName[] {
  return others.some((other) => isSame(other, name)) ? others : [name, ...others]
}

const isSame = (a: AlternativeName, b: AlternativeName): boolean =>
  a.type === b.type && a.value === b.value

function distinct(names: readonly AlternativeName[]): readonly AlternativeName[] {
  const seen = new Set<string>()
  return names.filter((name) => {
    const key = `${name.type} ${name.value}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function noNames(commonName: string | undefined): string {
  return commonName === undefined
    ? 'a certificate needs at least one DNS name or IP address; give sanDns or sanIp'
    : `"${commonName}" is neither a DNS name nor an IP address, and clients look only at those; give sanDns or sanIp too`
}

function refusing<Value>(field: string, normalize: () => Value): Value {
  try {
    return normalize()
  } catch (error) {
    if (error instanceof X509Error) {
      throw new Problem('invalidRequest', `${field}: ${error.message}`, { field, cause: error })
    }
    throw error
  }
}
