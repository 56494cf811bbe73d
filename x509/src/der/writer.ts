import { encodeObjectIdentifier } from './oid.ts'
import { TAG, constructed } from './tag.ts'
import { encodeUtf8 } from './text.ts'
import { encodeGeneralizedTime, encodeTime } from './time.ts'

const INITIAL_CAPACITY = 1024

/**
 * Writes DER (X.690 §10) front to back into one growing buffer. A constructed element reserves one length octet and
 * moves its content only when that turns out to be too short, which costs less than a pass that precomputes lengths.
 */
export class DerWriter {
  #buffer: Uint8Array = new Uint8Array(INITIAL_CAPACITY)
  #length = 0

  /** Octets that are DER already. */
  raw(der: Uint8Array): void {
    const start = this.#grow(der.length)
    this.#buffer.set(der, start)
  }

  /** A primitive element, or a constructed one whose content is encoded already. */
  element(tag: number, content: Uint8Array): void {
    const size = content.length
    const extra = lengthOctets(size)
    const start = this.#grow(1 + extra + size)
    this.#buffer[start] = tag
    setLength(this.#buffer, start + 1, size, extra)
    this.#buffer.set(content, start + 1 + extra)
  }

  /** An element whose content is whatever `body` writes. */
  nest(tag: number, body: () => void): void {
    const start = this.#grow(2)
    this.#buffer[start] = tag
    body()
    const contentStart = start + 2
    const size = this.#length - contentStart
    const extra = lengthOctets(size)
    if (extra > 1) {
      this.#grow(extra - 1)
      this.#buffer.copyWithin(start + 1 + extra, contentStart, contentStart + size)
    }
    setLength(this.#buffer, start + 1, size, extra)
  }

  sequence(body: () => void): void {
    this.nest(TAG.sequence, body)
  }

  /** `[n] EXPLICIT`, or `[n] IMPLICIT` over a constructed type. */
  tagged(n: number, body: () => void): void {
    this.nest(constructed(n), body)
  }

  /** INTEGER from its content octets: two's complement, minimal (X.690 §8.3). */
  integer(content: Uint8Array): void {
    this.element(TAG.integer, content)
  }

  /** INTEGER of a magnitude: leading zeros dropped, a sign octet added where the top bit is set. */
  unsignedInteger(magnitude: Uint8Array): void {
    let first = 0
    while (first < magnitude.length - 1 && magnitude[first] === 0) first++
    const digits = magnitude.subarray(first)
    const content = new Uint8Array(
      digits.length + (digits.length === 0 || digits[0]! >= 0x80 ? 1 : 0),
    )
    content.set(digits, content.length - digits.length)
    this.integer(content)
  }

  /** INTEGER of a number between 0 and 2^31 − 1. */
  smallInteger(value: number): void {
    this.unsignedInteger(
      Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff),
    )
  }

  /** BOOLEAN; TRUE is 0xFF (X.690 §11.1). */
  boolean(value: boolean): void {
    this.element(TAG.boolean, Uint8Array.of(value ? 0xff : 0))
  }

  null(): void {
    this.element(TAG.null, new Uint8Array(0))
  }

  /** OBJECT IDENTIFIER from its dotted form. */
  objectIdentifier(dotted: string): void {
    this.element(TAG.objectIdentifier, encodeObjectIdentifier(dotted))
  }

  octetString(content: Uint8Array): void {
    this.element(TAG.octetString, content)
  }

  /** BIT STRING of whole octets. */
  bitString(content: Uint8Array): void {
    const extra = lengthOctets(content.length + 1)
    const start = this.#grow(2 + extra + content.length)
    this.#buffer[start] = TAG.bitString
    setLength(this.#buffer, start + 1, content.length + 1, extra)
    this.#buffer[start + 1 + extra] = 0
    this.#buffer.set(content, start + 2 + extra)
  }

  /** Any string type whose octets are those of UTF-8: UTF8String, PrintableString, IA5String and tagged forms of them. */
  text(tag: number, value: string): void {
    this.element(tag, encodeUtf8(value))
  }

  /** UTCTime through 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
  time(value: Date): void {
    this.raw(encodeTime(value))
  }

  /** GeneralizedTime whatever the year. */
  generalizedTime(value: Date): void {
    this.raw(encodeGeneralizedTime(value))
  }

  /** The octets written so far, in a buffer of their own. */
  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length)
  }

  #grow(octets: number): number {
    const start = this.#length
    this.#length += octets
    if (this.#length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#length, 2 * this.#buffer.length))
      larger.set(this.#buffer.subarray(0, start))
      this.#buffer = larger
    }
    return start
  }
}

/** The DER that `write` writes. */
export function encodeDer(write: (writer: DerWriter) => void): Uint8Array {
  const writer = new DerWriter()
  write(writer)
  return writer.finish()
}

/** A constructed element of parts that are DER already, in one allocation of its final size. */
export function joinDer(
  tag: number,
  parts: readonly Uint8Array[],
  size: number = octetsOf(parts),
): Uint8Array {
  const header = encodeHeader(tag, size)
  const der = new Uint8Array(header.length + size)
  der.set(header)
  let at = header.length
  for (const part of parts) {
    der.set(part, at)
    at += part.length
  }
  return der
}

/** Identifier and length octets of an element whose content has `size` octets. */
export function encodeHeader(tag: number, size: number): Uint8Array {
  const extra = lengthOctets(size)
  const header = new Uint8Array(1 + extra)
  header[0] = tag
  setLength(header, 1, size, extra)
  return header
}

/** How many octets the parts have together. */
export function octetsOf(parts: readonly Uint8Array[]): number {
  let size = 0
  for (const part of parts) size += part.length
  return size
}

function setLength(buffer: Uint8Array, at: number, size: number, octets: number): void {
  if (octets === 1) {
    buffer[at] = size
    return
  }
  buffer[at] = 0x80 | (octets - 1)
  for (let i = octets - 1, rest = size; i > 0; i--, rest >>>= 8) buffer[at + i] = rest & 0xff
}

function lengthOctets(size: number): number {
  if (size < 0x80) return 1
  if (size < 0x100) return 2
  if (size < 0x10000) return 3
  return size < 0x1000000 ? 4 : 5
}
