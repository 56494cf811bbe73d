import type { DerReader } from './der/reader.ts'
import { TAG } from './der/tag.ts'
import { encodeUtf8, parseAscii, parseUtf8 } from './der/text.ts'
import type { DerWriter } from './der/writer.ts'
import { X509Error } from './x509-error.ts'

/** The ASN.1 string types that name attributes use; `other` is a value that is no string. */
export type StringEncoding =
  | 'utf8'
  | 'printable'
  | 'ia5'
  | 'numeric'
  | 'visible'
  | 'teletex'
  | 'bmp'
  | 'universal'
  | 'other'

type TextEncoding = Exclude<StringEncoding, 'other'>

interface StringType {
  readonly tag: number
  readonly parse: (content: Uint8Array) => string
  /** Null where the type cannot hold the text. */
  readonly encode: (text: string) => Uint8Array | null
}

/** X.680 §41.4: no asterisk, no at sign, no ampersand, no underscore. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/
const ASCII = /^[\u0000-\u007f]*$/ // oxlint-disable-line no-control-regex -- IA5String includes the controls
const VISIBLE = /^[ -~]*$/
const NUMERIC = /^[0-9 ]*$/

const TYPES = {
  utf8: { tag: TAG.utf8String, parse: parseUtf8, encode: encodeUtf8 },
  printable: restricted(TAG.printableString, PRINTABLE),
  ia5: restricted(TAG.ia5String, ASCII),
  numeric: restricted(TAG.numericString, NUMERIC),
  visible: restricted(TAG.visibleString, VISIBLE),
  // T.61 proper is used by nobody; what is found in certificates is ISO 8859-1.
  teletex: {
    tag: TAG.teletexString,
    parse: (content) => parseUnits(content, 1),
    encode: (text) => encodeUnits(text, 1),
  },
  bmp: {
    tag: TAG.bmpString,
    parse: (content) => parseUnits(content, 2),
    encode: (text) => encodeUnits(text, 2),
  },
  universal: {
    tag: TAG.universalString,
    parse: (content) => parseUnits(content, 4),
    encode: (text) => encodeUnits(text, 4),
  },
} as const satisfies Record<TextEncoding, StringType>

const BY_TAG: ReadonlyMap<number, TextEncoding> = new Map(
  // Object.keys of an exhaustive record: its keys are the union.
  (Object.keys(TYPES) as TextEncoding[]).map((encoding) => [TYPES[encoding].tag, encoding]),
)

/**
 * Writes the string element of an attribute value.
 * @throws X509Error `invalidName` where the type cannot hold the text
 */
export function writeString(der: DerWriter, text: string, encoding: TextEncoding): void {
  const { tag, encode } = TYPES[encoding]
  const content = encode(text)
  if (content === null) {
    throw new X509Error(
      'invalidName',
      `"${text}" has characters that its string type (${encoding}) cannot hold`,
    )
  }
  der.element(tag, content)
}

/** The string at the reader, or null (and nothing read) where the element is of another type. */
export function parseString(
  tag: number,
  reader: DerReader,
): { readonly text: string; readonly encoding: TextEncoding } | null {
  const encoding = BY_TAG.get(tag)
  if (encoding === undefined) return null
  return { text: TYPES[encoding].parse(reader.content(tag)), encoding }
}

function restricted(tag: number, alphabet: RegExp): StringType {
  return {
    tag,
    parse: (content) => {
      const text = parseAscii(content)
      if (!alphabet.test(text)) {
        throw new X509Error('malformedDer', 'a string has characters that its type does not allow')
      }
      return text
    },
    encode: (text) => (alphabet.test(text) ? encodeUtf8(text) : null),
  }
}

function parseUnits(content: Uint8Array, width: 1 | 2 | 4): string {
  if (content.length % width !== 0)
    throw new X509Error('malformedDer', 'a wide string is cut short')
  let text = ''
  for (let i = 0; i < content.length; i += width) {
    let codePoint = 0
    for (let j = 0; j < width; j++) codePoint = codePoint * 256 + content[i + j]!
    if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
      throw new X509Error('malformedDer', 'a wide string has a value that is no character')
    }
    text += String.fromCodePoint(codePoint)
  }
  return text
}

function encodeUnits(text: string, width: 1 | 2 | 4): Uint8Array | null {
  const octets: number[] = []
  for (const character of text) {
    // Iteration yields non-empty strings.
    const codePoint = character.codePointAt(0)!
    if (codePoint >= 256 ** width || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return null
    for (let shift = 8 * (width - 1); shift >= 0; shift -= 8)
      octets.push((codePoint >> shift) & 0xff)
  }
  return Uint8Array.from(octets)
}
