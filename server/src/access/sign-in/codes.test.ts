import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeSecret, stepOf } from './one-time-code.ts'
import { ownPath } from './origin.ts'
import { CHEAP } from './_world.ts'
import { createPasswordHasher } from './password-hash.ts'
import { requireGoodPassword } from './password-rules.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { newUuid } from '../../pki/identifier.ts'

describe('passwords', () => {
  const hasher = createPasswordHasher(randomBytes, CHEAP)

  test('are right or wrong, under a salt of their own, in PHC form', async () => {
    const [one, two] = [await hasher.hash('secret words'), await hasher.hash('secret words')]
    expect(one).not.toBe(two)
    expect(one).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(await hasher.verify('secret words', one)).toBe(true)
    expect(await hasher.verify('secret word', one)).toBe(false)
    expect(await hasher.verify('secret words', null)).toBe(false)
    expect(await hasher.verify('secret words', 'garbage')).toBe(false)
  })

  test('are the same however a keyboard composes them', async () => {
    const stored = await hasher.hash('Ačkoli á')
    expect(await hasher.verify('Ac\u030ckoli a\u0301', stored)).toBe(true)
  })

  test('are hashed anew when it has become too cheap', async () => {
    const stored = await hasher.hash('secret words')
    const dearer = createPasswordHasher(randomBytes, { ...CHEAP, passes: 2 })
    expect(hasher.isOutdated(stored)).toBe(false)
    expect(dearer.isOutdated(stored)).toBe(true)
    expect(await dearer.verify('secret words', stored)).toBe(true)
  })

  test('wait in line, and all get their turn', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, async () => hasher.hash('x')))
    expect(new Set(all).size).toBe(20)
  })

  test.each([
    ['short', '7 chars', 'has 7 characters'],
    ['long', 'a b'.repeat(100), 'has 300 characters'],
    ['common', 'Password1', 'common and breached'],
    ['common, in wide letters', 'ｐａｓｓｗｏｒｄ', 'common and breached'],
    ['of two characters', 'abababababab', 'easy to guess'],
    ['the address', 'somebody@example.com', 'easy to guess'],
    ['of the address', 'Somebody', 'easy to guess'],
  ])('that are %s are refused', (_, password, reason) => {
    expect(() => requireGoodPassword(password, 'somebody@example.com')).toThrow(reason)
  })

  test.each(['correct horse battery', 'žluťoučký kůň', '🐴🔋📎🌋🧭🥌🪑🛶'])(
    '%s is taken',
    (password) => {
      requireGoodPassword(password, 'somebody@example.com')
    },
  )
})

describe('codes of an authenticator app', () => {
  // RFC 6238 appendix B: the secret "12345678901234567890", of which the last six digits are shown.
  const secret = Buffer.from('12345678901234567890')
  const account = {
    id: newUuid(() => '6f1cbb4e-3a7d-4f2e-9f5e-0f7f5b6a1d11'),
    email: 'ada@example.com',
    oneTimeCode: { sealed: secret, confirmedAt: 0 },
  }
  const at = (seconds: number) => ({ now: () => seconds * 1000, open: () => secret })

  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('RFC 6238: %i seconds', (seconds, code) => {
    expect(stepOf(at(seconds), account, code)).toBe(Math.floor(seconds / 30))
  })

  test('hold one step before and after their own, and no longer', () => {
    const found = [-61, -30, 0, 30, 61].map((late) =>
      stepOf(at(1_234_567_890 + late), account, '005924'),
    )
    const step = Math.floor(1_234_567_890 / 30)
    expect(found).toEqual([undefined, step, step, step, undefined])
  })

  test.each(['', '00592', '0059241', 'abcdef', '００５９２４'])('"%s" is none', (code) => {
    expect(stepOf(at(1_234_567_890), account, code)).toBeUndefined()
  })

  test('are read from an address that every app knows', () => {
    const { uri, secret: base32 } = describeSecret(secret, 'ada@example.com')
    expect(base32).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    expect(uri).toContain('otpauth://totp/Certman:ada%40example.com?')
    expect(new URL(uri).searchParams.get('secret')).toBe(base32)
  })
})

describe('recovery codes', () => {
  test('are ten different ones of eighty bits, found again however they are typed', () => {
    const codes = newRecoveryCodes(randomBytes)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
      const typed = code
        .toUpperCase()
        .replaceAll('-', ' ')
        .replaceAll('0', 'O')
        .replaceAll('1', 'l')
      expect(hashRecoveryCode(typed)).toEqual(hashRecoveryCode(code))
    }
  })

  test.each(['', '123456', 'aaaa-bbbb-cccc-ddd', 'aaaa-bbbb-cccc-dddu'])('"%s" is none', (code) => {
    expect(hashRecoveryCode(code)).toBeUndefined()
  })
})

describe('where to go after signing in', () => {
  test.each(['/', '/account', '/w/acme/certificates?q=a%20b&page=2', '/w/a#top'])('%s', (next) => {
    expect(ownPath(next)).toBe(next)
  })

  test.each([
    undefined,
    '',
    'account',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    ' //evil.example',
    '/\u0000/evil.example',
    `/${'a'.repeat(2000)}`,
  ])('never elsewhere: %j', (next) => {
    expect(ownPath(next)).toBe('/')
  })

  test('whatever is given, a browser stays here', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '?',
      '#',
      '\t',
      '\n',
      '%2f',
      'evil',
      'https',
    )
    const anything = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => `/${pieces.join('')}`),
    )
    fc.assert(
      fc.property(anything, (next) => {
        const path = ownPath(next)
        return new URL(path, 'https://certman.example/sign-in').origin === 'https://certman.example'
      }),
      { numRuns: 5000 },
    )
  })
})
