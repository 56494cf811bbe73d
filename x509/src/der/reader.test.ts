import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHex } from '../bytes.ts'
import { X509Error } from '../x509-error.ts'
import { DerReader } from './reader.ts'
import { TAG } from './tag.ts'
import { encodeDer } from './writer.ts'
import type { DerWriter } from './writer.ts'

function reader(hex: string): DerReader {
  return new DerReader(parseHex(hex.replaceAll(' ', ''))!)
}

describe('X.690 §10, §11: only the distinguished encoding is read', () => {
  const rows: readonly [string, string, (der: DerReader) => unknown, unknown][] = [
    ['a short length', '04 01 ff', (der) => der.octetString(), Uint8Array.of(0xff)],
    ['a long length', `04 81 80 ${'00'.repeat(128)}`, (der) => der.octetString().length, 128],
    ['an integer', '02 01 7f', (der) => der.smallInteger(), 127],
    ['an integer with sign octet', '02 02 00 80', (der) => der.smallInteger(), 128],
    ['the largest small integer', '02 04 7f ff ff ff', (der) => der.smallInteger(), 2147483647],
    ['true', '01 01 ff', (der) => der.boolean(), true],
    ['false', '01 01 00', (der) => der.boolean(), false],
    ['a bit string of whole octets', '03 02 00 a5', (der) => der.bitString(), Uint8Array.of(0xa5)],
    ['named bits', '03 02 01 06', (der) => der.namedBits(), [5, 6]],
    ['nine named bits', '03 03 07 80 80', (der) => der.namedBits(), [0, 8]],
    ['no named bits', '03 01 00', (der) => der.namedBits(), []],
    ['an empty sequence', '30 00', (der) => der.sequence().atEnd, true],
  ]
  test.each(rows)('%s', (_, hex, read, expected) => {
    const der = reader(hex)
    expect(read(der)).toEqual(expected)
    der.finish()
  })

  const refused: readonly [string, string, (der: DerReader) => unknown][] = [
    ['nothing', '', (der) => der.octetString()],
    ['an identifier alone', '04', (der) => der.octetString()],
    ['another type', '05 00', (der) => der.octetString()],
    ['an indefinite length', '30 80 00 00', (der) => der.sequence()],
    [
      'an indefinite length with octets enough',
      `30 80 ${'00'.repeat(128)}`,
      (der) => der.sequence(),
    ],
    ['a long length below 128', '04 81 01 00', (der) => der.octetString()],
    ['a length with a leading zero', `04 82 00 80 ${'00'.repeat(128)}`, (der) => der.octetString()],
    ['a length of five octets', '04 85 01 00 00 00 00', (der) => der.octetString()],
    ['a length beyond the end', '04 02 00', (der) => der.octetString()],
    ['a length cut short', '04 82 01', (der) => der.octetString()],
    ['the reserved length', '04 ff', (der) => der.octetString()],
    ['a multi-octet tag', '1f 81 00 00', (der) => der.element()],
    ['an empty integer', '02 00', (der) => der.integer()],
    ['a padded positive integer', '02 02 00 7f', (der) => der.integer()],
    ['a padded negative integer', '02 02 ff 80', (der) => der.integer()],
    ['a negative integer', '02 01 80', (der) => der.unsignedInteger()],
    ['a negative small integer', '02 01 ff', (der) => der.smallInteger()],
    ['a small integer that is not', '02 05 01 00 00 00 00', (der) => der.smallInteger()],
    ['a boolean of 01', '01 01 01', (der) => der.boolean()],
    ['a boolean of two octets', '01 02 ff ff', (der) => der.boolean()],
    ['a NULL with content', '05 01 00', (der) => der.null()],
    ['a bit string of seven bits', '03 02 01 a4', (der) => der.bitString()],
    ['a bit string without its first octet', '03 00', (der) => der.bitString()],
    ['named bits without their first octet', '03 00', (der) => der.namedBits()],
    ['named bits with a trailing zero', '03 02 00 06', (der) => der.namedBits()],
    ['named bits with set padding', '03 02 02 06', (der) => der.namedBits()],
    ['named bits with a trailing zero octet', '03 03 00 06 00', (der) => der.namedBits()],
    ['eight unused bits', '03 02 08 00', (der) => der.namedBits()],
    ['unused bits of nothing', '03 01 01', (der) => der.namedBits()],
    ['an unknown time', '04 00', (der) => der.time()],
    ['trailing octets', '05 00 00', (der) => [der.null(), der.finish()]],
  ]
  test.each(refused)('not %s', (_, hex, read) => {
    expect(() => read(reader(hex))).toThrow(X509Error)
  })

  test('nesting is limited', () => {
    const nest = (depth: number): DerReader => {
      let der = Uint8Array.of(0x30, 0)
      for (let i = 1; i < depth; i++) der = Uint8Array.of(0x30, der.length, ...der)
      let inner = new DerReader(der)
      for (let i = 0; i < depth; i++) inner = inner.sequence()
      return inner
    }
    expect(nest(24).atEnd).toBe(true)
    expect(() => nest(25)).toThrow('nested deeper than 24 levels')
  })
})

describe('decode∘encode', () => {
  test('octet strings of any length', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65535, 65536, 70000]) {
      const content = new Uint8Array(length).fill(7)
      const der = encodeDer((writer) => writer.sequence(() => writer.octetString(content)))
      const outer = new DerReader(der)
      const sequence = outer.sequence()
      expect(sequence.octetString()).toEqual(content)
      sequence.finish()
      outer.finish()
    }
  })

  test('trees of any shape', () => {
    type Tree = Uint8Array | readonly Tree[]
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 8 },
        fc.uint8Array({ maxLength: 300 }),
        fc.array(tie('tree'), { maxLength: 5 }),
      ),
    }))
    const write = (der: DerWriter, node: Tree): void =>
      node instanceof Uint8Array
        ? der.octetString(node)
        : der.sequence(() => node.forEach((child) => write(der, child)))
    const read = (der: DerReader): Tree => {
      if (der.nextTag === TAG.octetString) return der.octetString()
      const inner = der.sequence()
      const children: Tree[] = []
      while (!inner.atEnd) children.push(read(inner))
      return children
    }
    fc.assert(
      fc.property(tree, (node) => {
        const reader = new DerReader(encodeDer((der) => write(der, node)))
        expect(read(reader)).toEqual(node)
        reader.finish()
      }),
    )
  })

  test('integers, bit strings, booleans', () => {
    fc.assert(
      fc.property(fc.nat(0x7fffffff), fc.uint8Array(), fc.boolean(), (integer, bits, flag) => {
        const der = encodeDer((writer) => {
          writer.smallInteger(integer)
          writer.unsignedInteger(bits)
          writer.bitString(bits)
          writer.boolean(flag)
          writer.null()
        })
        const reader = new DerReader(der)
        expect(reader.smallInteger()).toBe(integer)
        expect(BigInt(`0x0${Buffer.from(reader.unsignedInteger()).toString('hex')}`)).toBe(
          BigInt(`0x0${Buffer.from(bits).toString('hex')}`),
        )
        expect(reader.bitString()).toEqual(bits)
        expect(reader.boolean()).toBe(flag)
        reader.null()
        reader.finish()
      }),
    )
  })
})

test('whatever is read ends with a value or an X509Error', () => {
  const walk = (der: DerReader): void => {
    while (!der.atEnd) {
      if ((der.nextTag & 0x20) !== 0) walk(der.enter(der.nextTag))
      else der.element()
    }
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      for (const read of [
        walk,
        (der: DerReader) => der.integer(),
        (der: DerReader) => der.namedBits(),
        (der: DerReader) => der.objectIdentifier(),
        (der: DerReader) => der.time(),
      ]) {
        try {
          read(new DerReader(bytes))
        } catch (error) {
          expect(error).toBeInstanceOf(X509Error)
        }
      }
    }),
    { numRuns: 2000 },
  )
})
