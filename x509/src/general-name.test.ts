import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHex } from './bytes.ts'
import { DerReader } from './der/reader.ts'
import { encodeDer } from './der/writer.ts'
import { readGeneralName, writeGeneralName } from './general-name.ts'
import type { GeneralName } from './general-name.ts'
import { nameFrom } from './name.ts'
import { X509Error } from './x509-error.ts'

const read = (hex: string): GeneralName => readGeneralName(new DerReader(parseHex(hex)!))

describe('RFC 5280 §4.2.1.6 general names', () => {
  test('decode∘encode', () => {
    const ascii = fc.string({ unit: 'binary-ascii' })
    const octets = (length: number): fc.Arbitrary<Uint8Array> =>
      fc.uint8Array({ minLength: length, maxLength: length })
    const address = fc.oneof(octets(4), octets(16)).map((content) => {
      const name = readGeneralName(new DerReader(Uint8Array.of(0x87, content.length, ...content)))
      return name
    })
    const anyName: fc.Arbitrary<GeneralName> = fc.oneof(
      fc.record({
        type: fc.constantFrom('dns' as const, 'email' as const, 'uri' as const),
        value: ascii,
      }),
      address,
      fc.record({
        type: fc.constant('directoryName' as const),
        value: fc.string().map((commonName) => nameFrom({ commonName })),
      }),
      fc.constant({ type: 'other' as const, tag: 0x88, der: Uint8Array.of(0x88, 1, 0x2a) }),
    )
    fc.assert(
      fc.property(anyName, (name) => {
        const reader = new DerReader(encodeDer((der) => writeGeneralName(der, name)))
        expect(readGeneralName(reader)).toEqual(name)
        reader.finish()
      }),
    )
  })

  test.each([
    ['a choice that does not exist', '8900'],
    ['nothing', ''],
    ['a DNS name above 7F', '8201FF'],
    ['an address of five octets', '87050102030405'],
    ['an address of no octets', '8700'],
    ['a directory name that is none', 'A400'],
  ])('refuses %s', (_, hex) => expect(() => read(hex)).toThrow(X509Error))

  test.each([
    { type: 'dns', value: 'bücher.example' },
    { type: 'email', value: 'ü@example.com' },
    { type: 'uri', value: 'http://ü.example' },
    { type: 'ip', value: '1.2.3' },
  ] as const)('does not write $value', (name) => {
    expect(() => encodeDer((der) => writeGeneralName(der, name))).toThrow(X509Error)
  })
})
