import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDnsName, normalizeDnsName } from './dns-name.ts'
import { encodePunycode } from './punycode.ts'
import { X509Error } from './x509-error.ts'

const label63 = 'a'.repeat(63)

describe('DNS names in the one form that is certified', () => {
  test.each([
    ['example.com', 'example.com'],
    ['WWW.Example.COM', 'www.example.com'],
    ['localhost', 'localhost'],
    ['a.b', 'a.b'],
    ['3com.example', '3com.example'],
    ['1.2.3.example', '1.2.3.example'],
    ['ab--cd.example', 'ab--cd.example'],
    ['*.example.com', '*.example.com'],
    ['*.local', '*.local'],
    [`${label63}.example`, `${label63}.example`],
    [
      `${label63}.${label63}.${label63}.${'a'.repeat(61)}`,
      `${label63}.${label63}.${label63}.${'a'.repeat(61)}`,
    ],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['bu\u0308cher.example', 'xn--bcher-kva.example'],
    ['*.münchen.example', '*.xn--mnchen-3ya.example'],
    ['straße.example', 'xn--strae-oqa.example'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['пример.испытание', 'xn--e1afmkfd.xn--80akhbyknj4f'],
  ])('%s is %s', (input, expected) => {
    expect(normalizeDnsName(input)).toBe(expected)
    expect(normalizeDnsName(expected)).toBe(expected)
    expect(isDnsName(input)).toBe(true)
  })

  test.each([
    ['empty', ''],
    ['a full stop', '.'],
    ['a trailing full stop', 'example.com.'],
    ['a leading full stop', '.example.com'],
    ['an empty label', 'a..b'],
    ['a space', 'exa mple.com'],
    ['a space around', ' example.com'],
    ['an underscore', '_dmarc.example.com'],
    ['a NUL', 'example.com\0.evil.example'],
    ['a newline', 'example.com\n'],
    ['a leading hyphen', '-a.example'],
    ['a trailing hyphen', 'a-.example'],
    ['a long label', `${'a'.repeat(64)}.example`],
    ['a long name', `${label63}.${label63}.${label63}.${'a'.repeat(62)}`],
    ['a longer name', 'a.'.repeat(1000)],
    ['a wildcard alone', '*'],
    ['a wildcard within', 'www.*.example.com'],
    ['two wildcards', '*.*.example.com'],
    ['a partial wildcard', 'w*.example.com'],
    ['a partial wildcard at the left', '*w.example.com'],
    ['an IPv4 address', '192.0.2.1'],
    ['a numeric last label', 'example.1'],
    ['a number', '42'],
    ['an IPv6 address', '2001:db8::1'],
    ['an A-label that does not decode', 'xn--99999999.example'],
    ['an A-label of ASCII', 'xn--example-.example'],
    ['an A-label of nothing', 'xn--.example'],
    ['an A-label that is not in its one encoding', 'xn---tda.example'],
    ['an A-label of an upper-case U-label', `xn--${encodePunycode('bÜcher')}.example`],
    ['an A-label of a U-label that is not in NFC', `xn--${encodePunycode('bu\u0308cher')}.example`],
    ['an emoji', '☕.example'],
    ['an A-label of an emoji', 'xn--53h.example'],
    ['full width', 'ｅxample.com'],
    ['a combining mark first', '\u0301a.example'],
    ['hyphens of another meaning', 'ab--ü.example'],
    ['a hyphen before a U-label', '-ü.example'],
    ['a hyphen after a U-label', 'ü-.example'],
    ['a zero width joiner', 'a\u200db.example'],
    ['half of a surrogate pair', '\ud800.example'],
    ['a U-label that is too long', `${'ü'.repeat(60)}.example`],
    ['a soft hyphen', 'ex\u00adample.com'],
    ['a right-to-left mark', 'example\u200f.com'],
  ])('refuses %s', (_, input) => {
    expect(() => normalizeDnsName(input)).toThrow(X509Error)
    expect(isDnsName(input)).toBe(false)
  })

  test('what is normal stays, whatever is given ends with a name or an X509Error', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...Array.from('aZ09-.*üßя日')), maxLength: 40 }),
      fc.domain(),
    )
    fc.assert(
      fc.property(text, (input) => {
        let normal: string
        try {
          normal = normalizeDnsName(input)
        } catch (error) {
          expect(error).toBeInstanceOf(X509Error)
          return
        }
        expect(normal).toMatch(/^[a-z0-9*][a-z0-9.-]*$/)
        expect(normalizeDnsName(normal)).toBe(normal)
      }),
      { numRuns: 3000 },
    )
  })
})
