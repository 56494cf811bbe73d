import { encodePunycode, parsePunycode } from './punycode.ts'
import { faultOfULabel } from './u-label.ts'
import { X509Error } from './x509-error.ts'

const MAX_NAME = 253
const MAX_LABEL = 63
/** RFC 1123 §2.1, RFC 5890 §2.3.1: letters, digits, hyphens, no hyphen at either end. */
const LDH_LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
const A_LABEL_PREFIX = 'xn--'
const ASCII = /^[!-~]*$/
/** RFC 3490 §3.1: the full stops of other scripts. */
const FULL_STOPS = /[\u3002\uff0e\uff61]/g

/**
 * The one form in which a DNS name is compared and certified: lower-case, U-labels turned into A-labels, a wildcard only as
 * the whole leftmost label (RFC 5280 §4.2.1.6, RFC 6125 §6.4.3, RFC 5890).
 * @throws X509Error `invalidName`
 */
export function normalizeDnsName(input: string): string {
  if (input.length > 4 * MAX_NAME) throw invalid(input.slice(0, 64), 'it is too long')
  const ascii = ASCII.test(input)
  const labels = (ascii ? input.toLowerCase() : mapUnicode(input)).split('.')
  const wildcard = labels[0] === '*' && labels.length > 1
  for (let i = wildcard ? 1 : 0; i < labels.length; i++) {
    labels[i] = normalizeLabel(labels[i]!, input)
  }
  if (/^\d+$/.test(labels[labels.length - 1]!)) {
    throw invalid(input, 'its last label is a number, as only that of an IP address is')
  }
  const name = labels.join('.')
  if (name.length > MAX_NAME) throw invalid(input, `${name.length} characters > ${MAX_NAME}`)
  return name
}

/** Whether normalizeDnsName accepts the text. */
export function isDnsName(text: string): boolean {
  return passes(() => normalizeDnsName(text))
}

function normalizeLabel(label: string, input: string): string {
  if (label === '') throw invalid(input, 'it has an empty label')
  if (label.includes('*')) throw invalid(input, 'a wildcard must be the whole leftmost label')
  const ascii = ASCII.test(label) ? label : toALabel(label, input)
  if (ascii.length > MAX_LABEL)
    throw invalid(input, `a label has ${ascii.length} characters > ${MAX_LABEL}`)
  if (!LDH_LABEL.test(ascii)) {
    throw invalid(input, 'a label has other characters than letters, digits and inner hyphens')
  }
  if (ascii.startsWith(A_LABEL_PREFIX)) assertALabel(ascii, input)
  return ascii
}

/** RFC 5895 §2: lower case, then Normalization Form C, then the full stops. */
function mapUnicode(input: string): string {
  if (!input.isWellFormed()) throw invalid(input.toWellFormed(), 'it is not well-formed Unicode')
  return input.toLowerCase().normalize('NFC').replace(FULL_STOPS, '.')
}

function toALabel(label: string, input: string): string {
  assertULabel(label, input)
  return A_LABEL_PREFIX + encodePunycode(label)
}

/** RFC 5890 §2.3.2.1: an A-label is what the U-label it decodes to encodes to. */
function assertALabel(label: string, input: string): void {
  let decoded: string
  try {
    decoded = parsePunycode(label.slice(A_LABEL_PREFIX.length))
  } catch (cause) {
    throw invalid(input, `the A-label ${label} does not decode`, cause)
  }
  // ASCII would encode to itself and a hyphen, with which no label ends.
  if (A_LABEL_PREFIX + encodePunycode(decoded) !== label) {
    throw invalid(input, `the A-label ${label} is not in its one encoding`)
  }
  assertULabel(decoded, input)
}

function assertULabel(label: string, input: string): void {
  const fault = faultOfULabel(label)
  if (fault !== null) throw invalid(input, fault)
}

function passes(check: () => void): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof X509Error) return false
    throw error
  }
}

function invalid(input: string, reason: string, cause?: unknown): X509Error {
  return new X509Error('invalidName', `"${input}" is not a DNS name: ${reason}`, { cause })
}
