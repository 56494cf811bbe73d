import { encodeBase64, parseBase64 } from './base64.ts'
import { X509Error } from './x509-error.ts'

export interface PemBlock {
  /** Such as CERTIFICATE. */
  readonly label: string
  readonly der: Uint8Array
}

const COLUMNS = 64
const MAX_CHARACTERS = 4_194_304
const MAX_BLOCKS = 1000

const BEGIN = '-----BEGIN '
const END = '-----END '
const DASHES = '-----'
/** RFC 7468 §3: printable words without hyphens, single spaces or hyphens between them. */
const LABEL = /^[!-,.-~]+(?:[ -][!-,.-~]+)*$/

/** One textual encoding: LF, 64 columns, no newline after the last line (RFC 7468 §3). */
export function encodePem(label: string, der: Uint8Array): string {
  return `${BEGIN}${label}${DASHES}\n${encodeBase64(der, COLUMNS)}${END}${label}${DASHES}`
}

/**
 * All textual encodings in a text, in order. Text around them is explanatory (RFC 7468 §2); lines may end in CRLF, be of
 * any length and have white space around them. Encapsulated headers (RFC 1421) are refused. A text without any is an empty list.
 * @throws X509Error `malformedPem`, `limitExceeded`
 */
export function decodePem(text: string): PemBlock[] {
  if (text.length > MAX_CHARACTERS) {
    throw new X509Error('limitExceeded', `${text.length} characters > ${MAX_CHARACTERS}`)
  }
  const blocks: PemBlock[] = []
  let label: string | null = null
  let base64 = ''
  for (const untrimmed of text.split(/\r\n|\n|\r/)) {
    const line = untrimmed.trim()
    if (line.startsWith(BEGIN)) {
      if (label !== null) throw malformed(`"${label}" begins but does not end`)
      label = labelOf(line, BEGIN)
      base64 = ''
    } else if (line.startsWith(END)) {
      if (labelOf(line, END) !== label) throw malformed(`an end without its beginning`)
      if (blocks.push({ label, der: decodeBody(label, base64) }) > MAX_BLOCKS) {
        throw new X509Error('limitExceeded', `more than ${MAX_BLOCKS} blocks`)
      }
      label = null
    } else if (label !== null) {
      base64 += line
    }
  }
  if (label !== null) throw malformed(`"${label}" begins but does not end`)
  return blocks
}

function labelOf(line: string, prefix: string): string {
  const label = line.slice(prefix.length, -DASHES.length)
  if (!line.endsWith(DASHES) || !LABEL.test(label))
    throw malformed('a boundary is not of the form of RFC 7468 §3')
  return label
}

function decodeBody(label: string, base64: string): Uint8Array {
  const der = parseBase64(base64)
  if (der === null || der.length === 0) throw malformed(`"${label}" is not base 64 (RFC 7468 §3)`)
  return der
}

function malformed(message: string): X509Error {
  return new X509Error('malformedPem', message)
}
