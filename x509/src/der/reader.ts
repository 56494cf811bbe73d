import { X509Error } from '../x509-error.ts'
import { parseObjectIdentifier } from './oid.ts'
import { TAG } from './tag.ts'
import { parseTime } from './time.ts'

/** Nothing in X.509 nests deeper than about fifteen levels. */
const MAX_DEPTH = 24

/**
 * A strict cursor over DER: single-octet tags, definite and minimal lengths, minimal integers, no trailing octets
 * (X.690 §10, §11). It returns views, never copies. Every refusal is an X509Error `malformedDer`.
 */
export class DerReader {
  readonly #bytes: Uint8Array
  readonly #end: number
  readonly #depth: number
  #position: number
  /** Where the content of the element last opened ends. */
  #contentEnd = 0

  constructor(bytes: Uint8Array, start: number = 0, end: number = bytes.length, depth: number = 0) {
    this.#bytes = bytes
    this.#position = start
    this.#end = end
    this.#depth = depth
  }

  get atEnd(): boolean {
    return this.#position === this.#end
  }

  /** The next identifier octet, or -1 at the end. */
  get nextTag(): number {
    return this.#position < this.#end ? this.#bytes[this.#position]! : -1
  }

  /** The content of a constructed element, to be read and finished. */
  enter(tag: number): DerReader {
    if (this.#depth >= MAX_DEPTH) throw malformed(`nested deeper than ${MAX_DEPTH} levels`)
    const start = this.#open(tag)
    this.#position = this.#contentEnd
    return new DerReader(this.#bytes, start, this.#contentEnd, this.#depth + 1)
  }

  sequence(): DerReader {
    return this.enter(TAG.sequence)
  }

  /** The content octets of an element. */
  content(tag: number): Uint8Array {
    const start = this.#open(tag)
    this.#position = this.#contentEnd
    return this.#bytes.subarray(start, this.#contentEnd)
  }

  /** The next element whole: identifier, length and content. */
  element(tag: number = this.nextTag): Uint8Array {
    const start = this.#position
    this.#open(tag)
    this.#position = this.#contentEnd
    return this.#bytes.subarray(start, this.#contentEnd)
  }

  /** INTEGER: its content octets, minimal (X.690 §8.3.2). */
  integer(): Uint8Array {
    const content = this.content(TAG.integer)
    assertMinimalInteger(content)
    return content
  }

  /** A non-negative INTEGER: its magnitude without the sign octet. */
  unsignedInteger(): Uint8Array {
    const content = this.integer()
    if (content[0]! >= 0x80) throw malformed('an integer that must not be negative is')
    return content.length > 1 && content[0] === 0 ? content.subarray(1) : content
  }

  /** A non-negative INTEGER below 2^31, also where it is tagged implicitly. */
  smallInteger(tag: number = TAG.integer): number {
    const content = this.content(tag)
    assertMinimalInteger(content)
    if (content[0]! >= 0x80) throw malformed('an integer that must not be negative is')
    if (content.length > 4) throw malformed('an integer is larger than 2147483647')
    let value = 0
    for (let i = 0; i < content.length; i++) value = (value << 8) | content[i]!
    return value
  }

  /** BOOLEAN; TRUE is 0xFF and nothing else (X.690 §11.1). */
  boolean(tag: number = TAG.boolean): boolean {
    const content = this.content(tag)
    if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) {
      throw malformed('a boolean is neither 00 nor FF')
    }
    return content[0] === 0xff
  }

  null(): void {
    if (this.content(TAG.null).length !== 0) throw malformed('a NULL has content')
  }

  /** OBJECT IDENTIFIER in dotted form. */
  objectIdentifier(tag: number = TAG.objectIdentifier): string {
    return parseObjectIdentifier(this.content(tag))
  }

  octetString(): Uint8Array {
    return this.content(TAG.octetString)
  }

  /** BIT STRING of whole octets. */
  bitString(): Uint8Array {
    const content = this.content(TAG.bitString)
    if (content[0] !== 0) throw malformed('a bit string does not consist of whole octets')
    return content.subarray(1)
  }

  /** BIT STRING with named bits: the set positions; trailing zero bits are dropped in DER (X.690 §11.2.2). */
  namedBits(tag: number = TAG.bitString): number[] {
    const content = this.content(tag)
    const unused = content[0]
    if (unused === undefined || unused > 7)
      throw malformed('a bit string counts its unused bits wrongly')
    if (content.length === 1) {
      if (unused !== 0) throw malformed('an empty bit string has unused bits')
      return []
    }
    const last = content[content.length - 1]!
    if ((last & ((2 << unused) - 1)) !== 1 << unused) {
      throw malformed('a list of named bits has trailing zeros or set padding')
    }
    const positions: number[] = []
    for (let bit = 0; bit < 8 * (content.length - 1); bit++) {
      if (content[1 + (bit >> 3)]! & (0x80 >> (bit & 7))) positions.push(bit)
    }
    return positions
  }

  /** UTCTime or GeneralizedTime in the forms of RFC 5280 §4.1.2.5. */
  time(): Date {
    const tag = this.nextTag
    if (tag !== TAG.utcTime && tag !== TAG.generalizedTime) throw malformed('a time is expected')
    return parseTime(tag, this.content(tag))
  }

  /** GeneralizedTime in the form of RFC 5280 §4.1.2.5.2, whatever the year. */
  generalizedTime(): Date {
    return parseTime(TAG.generalizedTime, this.content(TAG.generalizedTime))
  }

  /** Asserts that nothing is left. */
  finish(): void {
    if (this.#position !== this.#end) {
      throw malformed(`${this.#end - this.#position} octets follow the last element`)
    }
  }

  /** Checks the identifier and length octets at the cursor; returns where the content starts. */
  #open(tag: number): number {
    const bytes = this.#bytes
    const end = this.#end
    let position = this.#position
    if (position >= end) throw malformed(`element ${hex(tag)} is missing`)
    const found = bytes[position++]!
    if (found !== tag) throw malformed(`element ${hex(found)} stands where ${hex(tag)} is expected`)
    if ((found & 0x1f) === 0x1f) throw malformed('tag numbers above 30 are not used in X.509')
    if (position >= end) throw malformed('a length is missing')
    let size = bytes[position++]!
    if (size >= 0x80) {
      const octets = size & 0x7f
      if (octets === 0) throw malformed('a length is indefinite')
      if (octets > 4) throw malformed('a length has more than four octets')
      if (position + octets > end) throw malformed('a length is cut short')
      size = 0
      for (let i = 0; i < octets; i++) size = size * 256 + bytes[position++]!
      if (size < 0x80 || size < 256 ** (octets - 1)) throw malformed('a length is not minimal')
    }
    if (size > end - position) {
      throw malformed(`an element of ${size} octets has only ${end - position} left`)
    }
    this.#contentEnd = position + size
    return position
  }
}

function assertMinimalInteger(content: Uint8Array): void {
  const [first, second] = content
  if (first === undefined) throw malformed('an integer is empty')
  if (second === undefined) return
  if ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)) {
    throw malformed('an integer is not minimal')
  }
}

function malformed(message: string): X509Error {
  return new X509Error('malformedDer', message)
}

function hex(tag: number): string {
  return tag < 0 ? 'none' : `0x${tag.toString(16).padStart(2, '0')}`
}
