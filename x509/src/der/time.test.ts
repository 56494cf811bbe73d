import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { X509Error } from '../x509-error.ts'
import { DerReader } from './reader.ts'
import { TAG } from './tag.ts'
import { encodeTime, parseTime } from './time.ts'

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('RFC 5280 §4.1.2.5 times', () => {
  test.each([
    ['1950-01-01T00:00:00Z', TAG.utcTime, '500101000000Z'],
    ['1999-12-31T23:59:59Z', TAG.utcTime, '991231235959Z'],
    ['2026-02-28T09:08:07Z', TAG.utcTime, '260228090807Z'],
    ['2049-12-31T23:59:59Z', TAG.utcTime, '491231235959Z'],
    ['2050-01-01T00:00:00Z', TAG.generalizedTime, '20500101000000Z'],
    ['9999-12-31T23:59:59Z', TAG.generalizedTime, '99991231235959Z'],
  ])('%s', (iso, tag, text) => {
    const der = encodeTime(new Date(iso))
    expect(der).toEqual(Uint8Array.of(tag, text.length, ...ascii(text)))
    expect(parseTime(tag, ascii(text))).toEqual(new Date(iso))
  })

  test.each(['1949-12-31T23:59:59Z', '2026-01-01T00:00:00.001Z', 'not a date'])(
    '%s is not written',
    (iso) => {
      expect(() => encodeTime(new Date(iso))).toThrow(X509Error)
    },
  )

  test.each([
    [TAG.utcTime, '2602290000Z'],
    [TAG.utcTime, '260228090807'],
    [TAG.utcTime, '260228090807X'],
    [TAG.utcTime, '260228090807ZZ'],
    [TAG.utcTime, '260228090807+0100'],
    [TAG.utcTime, '260229000000Z'],
    [TAG.utcTime, '260230000000Z'],
    [TAG.utcTime, '261301000000Z'],
    [TAG.utcTime, '260001000000Z'],
    [TAG.utcTime, '260100000000Z'],
    [TAG.utcTime, '260101240000Z'],
    [TAG.utcTime, '260101006000Z'],
    [TAG.utcTime, '260101000060Z'],
    [TAG.utcTime, '26010100000aZ'],
    [TAG.utcTime, '20260101000000Z'],
    [TAG.generalizedTime, '20500101000000.5Z'],
    [TAG.generalizedTime, '205001010000Z'],
    [TAG.generalizedTime, '20500101000000'],
    [TAG.generalizedTime, '00500101000000Z'],
  ])('%i %s is not read', (tag, text) => {
    expect(() => parseTime(tag, ascii(text))).toThrow(X509Error)
  })

  test('decode∘encode', () => {
    const second = fc.integer({ min: Date.UTC(1950, 0) / 1000, max: Date.UTC(9999, 11, 31) / 1000 })
    fc.assert(
      fc.property(second, (seconds) => {
        const value = new Date(1000 * seconds)
        expect(new DerReader(encodeTime(value)).time()).toEqual(value)
      }),
    )
  })
})
