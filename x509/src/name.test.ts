import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeHex, parseHex } from './bytes.ts'
import { commonNameOf, encodeName, nameFrom, parseName } from './name.ts'
import type { AttributeTypeAndValue } from './name.ts'
import { nameToString, parseNameString } from './name-string.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

/** An attribute of any type and string type, with text that fits. */
const attribute: fc.Arbitrary<AttributeTypeAndValue> = fc.oneof(
  fc.record({
    type: fc.constantFrom(OID.commonName, OID.organizationName, '1.2.3.4'),
    value: fc.string({ unit: 'binary', maxLength: 20 }),
    encoding: fc.constantFrom('utf8' as const, 'universal' as const),
  }),
  fc.record({
    type: fc.constantFrom(OID.commonName, OID.localityName),
    value: fc.string({ unit: fc.constantFrom(...Array.from("aZ09 '()+,-./:=?")), maxLength: 20 }),
    encoding: fc.constantFrom(
      'printable' as const,
      'visible' as const,
      'teletex' as const,
      'bmp' as const,
    ),
  }),
  fc.record({
    type: fc.constantFrom(OID.emailAddress, OID.domainComponent),
    value: fc.string({ unit: 'binary-ascii', maxLength: 20 }),
    encoding: fc.constant('ia5' as const),
  }),
  fc.record({
    type: fc.constantFrom('2.5.4.99'),
    value: fc.constantFrom('#0500', '#020101', '#3000'),
    encoding: fc.constant('other' as const),
  }),
)

describe('RFC 5280 §4.1.2.4 names', () => {
  test('the canonical order, one string type per attribute', () => {
    const name = nameFrom({
      commonName: 'Zoë',
      organization: 'Example',
      organizationalUnit: 'Unit',
      country: 'de',
      state: 'Bavaria',
      locality: 'Munich',
    })
    expect(name.rdns.flat().map(({ type, value, encoding }) => [type, value, encoding])).toEqual([
      [OID.countryName, 'DE', 'printable'],
      [OID.stateOrProvinceName, 'Bavaria', 'utf8'],
      [OID.localityName, 'Munich', 'utf8'],
      [OID.organizationName, 'Example', 'utf8'],
      [OID.organizationalUnitName, 'Unit', 'utf8'],
      [OID.commonName, 'Zoë', 'utf8'],
    ])
    expect(encodeHex(nameFrom({ commonName: 'é' }).der)).toBe('300D310B300906035504030C02C3A9')
  })

  test('what is unset or empty is left out', () => {
    expect(encodeHex(nameFrom({}).der)).toBe('3000')
    expect(nameFrom({ commonName: null, organization: '', country: undefined }).rdns).toEqual([])
  })

  test.each(['D', 'DEU', 'D1', '日本', '  '])('the country "%s" is refused', (country) => {
    expect(() => nameFrom({ country })).toThrow(X509Error)
  })

  test('the most specific common name', () => {
    expect(commonNameOf(nameFrom({ organization: 'x' }))).toBeUndefined()
    expect(commonNameOf(parseNameString('CN=leaf,O=x,CN=above'))).toBe('leaf')
  })

  test('X.690 §11.6: attributes of one RDN stand in the order of their octets, read in any', () => {
    const cn = { type: OID.commonName, value: 'a', encoding: 'utf8' } as const
    const ou = { type: OID.organizationalUnitName, value: 'b', encoding: 'utf8' } as const
    expect(encodeName([[ou, cn]]).der).toEqual(encodeName([[cn, ou]]).der)
    const [a, b] = ['300806035504030C0161', '3008060355040B0C0162']
    expect(parseName(parseHex(`30163114${b}${a}`)!).rdns).toEqual([[ou, cn]])
  })

  test('decode∘encode', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(attribute, { minLength: 1, maxLength: 1 }), { maxLength: 6 }),
        (rdns) => {
          const name = encodeName(rdns)
          expect(parseName(name.der)).toEqual(name)
        },
      ),
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
        (rdns) => {
          const name = encodeName(rdns)
          expect(encodeName(parseName(name.der).rdns).der).toEqual(name.der)
        },
      ),
    )
  })

  test.each([
    ['utf8', '\ud800'],
    ['printable', 'a*'],
    ['printable', 'a_b@c'],
    ['ia5', 'é'],
    ['visible', '\t'],
    ['numeric', 'a'],
    ['teletex', '日'],
    ['bmp', '😀'],
    ['other', 'no number sign'],
    ['other', '#0'],
    ['other', '#050000'],
  ] as const)('%s cannot hold "%s"', (encoding, value) => {
    expect(() => encodeName([[{ type: OID.commonName, value, encoding }]])).toThrow(X509Error)
  })

  test.each([
    ['nothing', ''],
    ['a set', '3100'],
    ['an RDN without attributes', '30023100'],
    ['an attribute without a value', '300931073005060355 0403'],
    ['an attribute with two values', '300F310D300B06035504030C01610C0161'],
    ['text that is not UTF-8', '300C310A300806035504030C01FF'],
    ['a PrintableString with an asterisk', '300C310A3008060355040313012A'],
    ['an IA5String above 7F', '300C310A30080603550403160180'],
    ['a BMPString cut short', '300C310A300806035504031E0141'],
    ['a UniversalString beyond Unicode', '300F310D300B06035504031C0400110000'],
    ['trailing octets', '300000'],
    ['an empty relative name', '30023000'],
  ])('refuses %s', (_, hex) => {
    expect(() => parseName(parseHex(hex.replaceAll(' ', ''))!)).toThrow(X509Error)
  })

  test('wide strings', () => {
    expect(commonNameOf(parseName(parseHex('300F310D300B06035504031E0400E965E5')!))).toBe('é日')
    expect(
      commonNameOf(parseName(parseHex('300C310A30080603550403 1401E9'.replace(' ', ''))!)),
    ).toBe('é')
  })
})

describe('RFC 4514 names as text', () => {
  test.each([
    // §4, with the spaces of its fourth line escaped as §2.4 says.
    'UID=jsmith,DC=example,DC=net',
    'OU=Sales+CN=J.  Smith,DC=example,DC=net',
    'CN=James \\"Jim\\" Smith\\, III,DC=example,DC=net',
    'CN=Before\\0DAfter,DC=example,DC=net',
    '1.3.6.1.4.1.1466.0=#04024869',
    'CN=Lučić',
    'CN=\\ a\\ ',
    'CN=\\ ',
    'CN=\\#5',
    'CN=a\\+b\\<c\\>d\\;e\\\\f',
    'CN=',
    'O=Example\\, Inc.,C=DE',
    '',
  ])('%s', (text) => {
    const name = parseNameString(text)
    expect(nameToString(name)).toBe(text)
    expect(nameToString(parseName(name.der))).toBe(text)
  })

  test('what is written in more than one way is read', () => {
    expect(commonNameOf(parseNameString('CN=Lu\\C4\\8Di\\C4\\87'))).toBe('Lučić')
    expect(parseNameString(' cn = a , o = b ')).toEqual(
      nameFrom({ organization: 'b', commonName: 'a' }),
    )
    expect(parseNameString('2.5.4.3=a')).toEqual(nameFrom({ commonName: 'a' }))
    expect(commonNameOf(parseNameString('CN=a\\\\ '))).toBe('a\\')
    expect(commonNameOf(parseNameString('CN=a\\5C\\20 '))).toBe('a\\ ')
    expect(commonNameOf(parseNameString('CN=a=b'))).toBe('a=b')
  })

  test.each([
    'CN',
    'CN=a,',
    'CN=a+',
    ',CN=a',
    'X=a',
    '1.=a',
    'CN="a"',
    'CN=a\\',
    'CN=a\\x',
    'CN=\\FF',
    'CN=#5',
    'CN=#zz',
    'CN=a;O=b',
    'CN=a\0',
    'C=é',
    ' ',
  ])('"%s" is none', (text) => expect(() => parseNameString(text)).toThrow(X509Error))

  test('text∘parse∘text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(attribute, { minLength: 1, maxLength: 2 }), { maxLength: 4 }),
        (rdns) => {
          const text = nameToString(encodeName(rdns))
          expect(nameToString(parseNameString(text))).toBe(text)
        },
      ),
    )
  })

  test('whatever is parsed ends soon, with a name or an X509Error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('CN=a,+#\\ 0"é')), maxLength: 60 }),
        (text) => {
          try {
            parseNameString(text)
          } catch (error) {
            expect(error).toBeInstanceOf(X509Error)
          }
        },
      ),
      { numRuns: 3000 },
    )
    const started = performance.now()
    expect(() => parseNameString(`CN=${' '.repeat(100_000)}"`)).toThrow(X509Error)
    expect(() => parseNameString(`CN=${'\\ '.repeat(100_000)}"`)).toThrow(X509Error)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
