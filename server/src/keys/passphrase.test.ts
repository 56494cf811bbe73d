import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { assertNewPassphrase, passphraseFrom } from './passphrase.ts'

const refused = expect.objectContaining({
  name: 'Problem',
  code: 'invalidRequest',
  field: 'caPassphrase',
})

describe('a passphrase', () => {
  test.each([
    ['as it is', 'correct horse', 'correct horse'],
    ['composed (NFC)', 'cafe\u0301', 'caf\u00e9'],
    ['in one width (NFKC)', '\uff50\uff41\uff53\uff53', 'pass'],
    ['without ligatures (NFKC)', '\ufb01sh', 'fish'],
    ['beyond the BMP', '\u{1f511}', '\u{1f511}'],
    ['with its white space', ' a ', ' a '],
  ])('is spelled in one way: %s', (_, typed, spelled) => {
    expect(Buffer.from(passphraseFrom(typed).bytes()).toString()).toBe(spelled)
  })

  test.each([
    ['empty', ''],
    ['of 1025 characters', 'x'.repeat(1025)],
    ['of 1025 characters outside the BMP', '\u{1f511}'.repeat(1025)],
    ['that grows beyond 1024 characters', '\ufdfa'.repeat(57)],
    ['that is enormous', 'x'.repeat(200_000)],
    ['that is no Unicode text', 'pass\ud800word'],
  ])('%s is refused', (_, text) => {
    expect(() => passphraseFrom(text)).toThrow(refused)
  })

  test.each(['x', 'x'.repeat(1024), '\u{1f511}'.repeat(1024)])(
    'of 1 to 1024 characters is taken',
    (text) => {
      expect(Buffer.from(passphraseFrom(text).bytes()).toString()).toBe(text)
    },
  )

  test('prints as [passphrase]', () => {
    const passphrase = passphraseFrom('correct horse')
    // As unknown, for nobody who types it as it is would print it.
    const secret: unknown = passphrase
    expect(String(secret)).toBe('[passphrase]')
    expect(inspect({ passphrase }, { showHidden: true })).toBe('{ passphrase: [passphrase] }')
    expect(JSON.stringify([passphrase])).toBe('["[passphrase]"]')
  })

  test('is wiped for good', () => {
    const passphrase = passphraseFrom('correct horse')
    const bytes = passphrase.bytes()
    passphrase.wipe()
    expect(bytes.every((octet) => octet === 0)).toBe(true)
    expect(() => passphrase.bytes()).toThrow('wiped')
    passphrase.wipe()
  })
})

describe('a new passphrase', () => {
  test.each(['x'.repeat(11), '\u{1f511}'.repeat(11)])('of 11 characters is refused: %s', (text) => {
    expect(() => assertNewPassphrase(passphraseFrom(text))).toThrow(/11 characters < 12/)
  })

  test.each(['x'.repeat(12), '\u{1f511}'.repeat(12)])('of 12 characters is taken: %s', (text) => {
    expect(() => assertNewPassphrase(passphraseFrom(text))).not.toThrow()
  })
})
