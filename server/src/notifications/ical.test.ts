import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeText, foldLine, renderCalendar } from './ical.ts'

/** As RFC 5545 §3.1 says to read it. */
const unfold = (text: string): string => text.replaceAll('\r\n ', '')
/** As RFC 5545 §3.3.11 says to read it. */
const unescape = (text: string): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_, one: string) => (/n/i.test(one) ? '\n' : one))

describe('RFC 5545 §3.1 folding', () => {
  test('loses nothing, and leaves no line longer than 75 octets nor a broken character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const line = escapeText(text).replaceAll('\t', ' ')
        const folded = foldLine(line)
        expect(unfold(folded)).toBe(line)
        for (const part of folded.split('\r\n')) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
          expect(part).not.toContain('�')
        }
      }),
    )
  })
})

describe('RFC 5545 §3.3.11 escaping', () => {
  test('comes back as it was, and never ends a line or begins a property', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = escapeText(text)
        expect(escaped).not.toMatch(/[\r\n]/)
        const plain = text.replaceAll(/\r\n?|\n/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '')
        expect(unescape(escaped)).toBe(plain)
      }),
    )
  })

  test.each([
    ['a;b,c\\d', String.raw`a\;b\,c\\d`],
    ['two\r\nlines\rand\none', String.raw`two\nlines\nand\none`],
    ['x\u0000\u0007y', 'xy'],
    ['x\nEND:VEVENT', String.raw`x\nEND:VEVENT`],
  ])('%j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped)
  })
})

test('an event lasts the day on which something ends', () => {
  const calendar = renderCalendar('Certman: A, B', [
    {
      uid: 'id@certman',
      day: Date.UTC(2026, 11, 31, 23, 59, 59),
      stamp: Date.UTC(2026, 0, 2, 3, 4, 5),
      summary: 'Expires: api.example.com',
      description: 'CA\n11AB',
      url: 'https://certman.example.com/w/a/expiry',
    },
  ])
  expect(calendar.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certman//Expiry//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    String.raw`X-WR-CALNAME:Certman: A\, B`,
    String.raw`NAME:Certman: A\, B`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    'BEGIN:VEVENT',
    'UID:id@certman',
    'DTSTAMP:20260102T030405Z',
    'DTSTART;VALUE=DATE:20261231',
    'DTEND;VALUE=DATE:20270101',
    'SUMMARY:Expires: api.example.com',
    String.raw`DESCRIPTION:CA\n11AB`,
    'URL:https://certman.example.com/w/a/expiry',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})
