import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodePunycode } from './punycode.ts'
import { faultOfULabel } from './u-label.ts'

describe('U-labels (RFC 5892)', () => {
  test.each([
    ['letters beyond ASCII', 'straße'],
    ['a final sigma', 'τος'],
    ['a dotless i', 'ısı'],
    ['a middle dot between two l (§A.3)', 'col·lapse'],
    ['a keraia before a Greek letter (§A.4)', 'α͵β'],
    ['a geresh after a Hebrew letter (§A.5)', 'צ׳'],
    ['gershayim after a Hebrew letter (§A.6)', 'צה״ל'],
    ['a katakana middle dot among katakana (§A.7)', 'ア・ア'],
    ['Arabic-Indic digits after an Arabic letter (§A.8)', 'ب٢١'],
    ['extended ones (§A.9)', 'ب۲۱'],
    ['the ideographic zero (§2.6)', '二〇'],
    ['Hebrew with a point', 'בְּ'],
  ])('%s: %s', (_what, label) => {
    expect(faultOfULabel(label)).toBeNull()
  })

  test.each([
    ['a variation selector', 'a\ufe0fb'],
    ['a combining grapheme joiner', 'a\u034fb'],
    ['a Hangul filler', 'a\u115fb'],
    ['an inherent vowel that nobody sees', 'ក\u17b4'],
    ['a tag character', 'a\u{e0061}b'],
    ['old Hangul', '\u1113'],
    ['a tatweel', 'ب\u0640'],
    ['a musical mark', 'a\u{1d165}'],
    ['a small letter of Cherokee, which folds to its capital', '\uab70'],
    ['a Cyrillic letter that folds to another', '\u1c80'],
    ['a Greek letter that folds to two', '\u1f80'],
    ['a middle dot elsewhere', 'a·b'],
    ['a middle dot at the end', 'al·'],
    ['a keraia before another letter', 'α͵a'],
    ['a geresh after another letter', 'a׳'],
    ['a katakana middle dot elsewhere', 'a・b'],
    ['both kinds of Arabic digits', 'ب١۱'],
    ['Latin after Hebrew (RFC 5893 §2)', 'אa'],
    ['Hebrew after Latin', 'aא'],
    ['a Devanagari digit after Hebrew', 'א१'],
    ['a digit before Arabic', '1ب'],
    ['Arabic digits in a Latin label', 'a١'],
    ['Arabic digits alone', '١٢'],
    ['both kinds of numbers in an Arabic label', 'ب1١'],
    ['a hyphen with a point at the end', 'א-\u05b0'],
  ])('refuses %s', (_what, label) => {
    expect(faultOfULabel(label)).not.toBeNull()
  })

  // UTS #46 as Node has it, with CheckBidi: an implementation that is not ours. It does not know the youngest scripts.
  test('what is accepted, another implementation accepts and writes the same', () => {
    const letters = 'a1l·・アאבְاب١۱َ日-ü͵α׳अ१ߊ߀\u{10800}\u{1e140}'
    const label = fc.string({
      unit: fc.constantFrom(...Array.from(letters)),
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(label, (text) => {
        if (/^[ -~]*$/.test(text) || text !== text.normalize('NFC')) return
        if (faultOfULabel(text) === null)
          expect(domainToASCII(text)).toBe(`xn--${encodePunycode(text)}`)
      }),
      { numRuns: 20_000 },
    )
  })
})
