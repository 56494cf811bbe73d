import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeBase64, parseBase64 } from './base64.ts'
import { decodePem, encodePem } from './pem.ts'
import { X509Error } from './x509-error.ts'

const der = Uint8Array.from({ length: 100 }, (_, i) => i)
const pem = encodePem('CERTIFICATE', der)

describe('RFC 4648 §4 base 64', () => {
  test('agrees with the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = encodeBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(parseBase64(text)).toEqual(bytes)
      }),
    )
  })

  test.each([
    'A',
    'AA',
    'AAA',
    'A===',
    'AA=A',
    'AB==',
    'AAB=',
    'AA-_',
    'A A=',
    'AAAA====',
    '====',
    'AAé=',
  ])('"%s" is not canonical', (text) => expect(parseBase64(text)).toBeNull())
})

describe('RFC 7468 textual encodings', () => {
  test('LF, 64 columns, no newline at the end', () => {
    const lines = pem.split('\n')
    expect(lines[0]).toBe('-----BEGIN CERTIFICATE-----')
    expect(lines.at(-1)).toBe('-----END CERTIFICATE-----')
    expect(lines.slice(1, -1).map(({ length }) => length)).toEqual([64, 64, 8])
    expect(encodePem('X', new Uint8Array(48)).split('\n')).toHaveLength(3)
  })

  test.each([
    ['itself', pem],
    ['CRLF', pem.replaceAll('\n', '\r\n')],
    ['CR', pem.replaceAll('\n', '\r')],
    ['explanatory text', `Subject: CN=x\nIssuer: CN=y\n\n${pem}\nend`],
    ['white space around', `\n\n  ${pem.replaceAll('\n', '  \n\t')}\n\n`],
    ['one long line', pem.replaceAll(/([^-])\n([^-])/g, '$1$2')],
    ['blank lines', pem.replaceAll('\n', '\n\n')],
  ])('reads %s', (_, text) => {
    expect(decodePem(text)).toEqual([{ label: 'CERTIFICATE', der }])
  })

  test('several, in order, with their labels', () => {
    const text = `${pem}\n${encodePem('NEW CERTIFICATE REQUEST', Uint8Array.of(1))}\n${encodePem('X509 CRL', Uint8Array.of(2))}`
    expect(decodePem(text).map(({ label }) => label)).toEqual([
      'CERTIFICATE',
      'NEW CERTIFICATE REQUEST',
      'X509 CRL',
    ])
    expect(decodePem('no block at all')).toEqual([])
  })

  test.each([
    ['no end', pem.slice(0, -30)],
    ['no beginning', pem.slice(30)],
    ['another label at the end', pem.replace('END CERTIFICATE', 'END X509 CRL')],
    ['a beginning within', pem.replace('\n', '\n-----BEGIN CERTIFICATE-----\n')],
    ['an empty body', '-----BEGIN X-----\n-----END X-----'],
    ['encapsulated headers', pem.replace('\n', '\nProc-Type: 4,ENCRYPTED\n\n')],
    ['a character that is none', pem.replace('A', '*')],
    ['a lost character', pem.replace('A', '')],
    ['a broken boundary', pem.replace('CERTIFICATE-----', 'CERTIFICATE----')],
    ['an empty label', pem.replaceAll('CERTIFICATE', '')],
    ['base 64 on the line of the end', pem.replace('\n-----END', '-----END')],
  ])('refuses %s', (_, text) => expect(() => decodePem(text)).toThrow(X509Error))

  test('limits', () => {
    expect(() => decodePem('\n'.repeat(4_194_305))).toThrow(X509Error)
    const block = `${encodePem('X', Uint8Array.of(1))}\n`
    expect(decodePem(block.repeat(1000))).toHaveLength(1000)
    expect(() => decodePem(block.repeat(1001))).toThrow('more than 1000 blocks')
  })

  test('decode∘encode', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        expect(decodePem(encodePem('CERTIFICATE REQUEST', bytes))).toEqual([
          { label: 'CERTIFICATE REQUEST', der: bytes },
        ])
      }),
    )
  })
})
