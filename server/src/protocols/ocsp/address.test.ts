import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeRequest, parseAddress } from './address.ts'

const ID = '22222222-2222-4222-8222-222222222222'
/** A request whose base64 has every character that a path has trouble with. */
const OCTETS = Uint8Array.of(0x30, 0x03, 0xfb, 0xff, 0xbf, 0xff, 0xfe)
const BASE64 = Buffer.from(OCTETS).toString('base64')

const requestIn = (target: string): Uint8Array | undefined =>
  decodeRequest(parseAddress(target)?.rest ?? '')

test('the example has slashes, also two in a row, plus signs and padding', () => {
  expect(BASE64).toBe('MAP7/7///g==')
})

describe('RFC 6960 Appendix A.1, and what clients make of it', () => {
  test.each([
    ['percent-encoded', `/ocsp/${ID}/${encodeURIComponent(BASE64)}`],
    ['not encoded at all', `/ocsp/${ID}/${BASE64}`],
    ['only the padding encoded', `/ocsp/${ID}/${BASE64.replaceAll('=', '%3d')}`],
    ['a doubled slash before it', `/ocsp/${ID}//${encodeURIComponent(BASE64)}`],
    ['several', `/ocsp/${ID}////${BASE64}`],
    ['a doubled slash before the CA', `/ocsp//${ID}/${BASE64}`],
    ['a doubled slash at the start', `//ocsp/${ID}/${BASE64}`],
    ['base64url', `/ocsp/${ID}/${Buffer.from(OCTETS).toString('base64url')}`],
    ['an id in capitals', `/ocsp/${ID.toUpperCase()}/${BASE64}`],
    ['a query', `/ocsp/${ID}/${BASE64}?x=/ocsp`],
    ['absolute form (RFC 9112 §3.2.2)', `http://pki.example:80/ocsp/${ID}/${BASE64}`],
  ])('%s', (_name, target) => {
    expect(parseAddress(target)?.authorityId).toBe(ID)
    expect(requestIn(target)).toEqual(OCTETS)
  })

  test.each([
    ['of any CA', `/ocsp/${BASE64}`],
    ['of any CA, doubled slash', `/ocsp//${encodeURIComponent(BASE64)}`],
  ])('%s', (_name, target) => {
    expect(parseAddress(target)?.authorityId).toBeUndefined()
    expect(requestIn(target)).toEqual(OCTETS)
  })

  test.each(['/ocsp', '/ocsp/', '/ocsp?x', `/ocsp/${ID}`, `/ocsp/${ID}/`, `/ocsp/${ID}?x`])(
    'nothing asked by GET, the place for a POST: %s',
    (target) => {
      expect(parseAddress(target)).toEqual({
        authorityId: target.includes(ID) ? ID : undefined,
        rest: '',
      })
      expect(requestIn(target)).toBeUndefined()
    },
  )

  test.each(['', '%', '%zz', '%ff', 'MAP7 7', 'MAP7%00', 'MA=P', 'MAP7===', 'MAP7/<', 'é'])(
    'no base64: "%s"',
    (rest) => {
      expect(decodeRequest(rest)).toBeUndefined()
    },
  )

  test.each(['/', '/ocspx', '/ocspx/ocsp/x', '/crl/ocsp', '/v1/ocsp', 'ocsp', '*', ''])(
    'not ours: "%s"',
    (target) => {
      expect(parseAddress(target)).toBeUndefined()
    },
  )

  test('whatever stands in a target, it is read or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(requestIn(`/ocsp/${text}`) ?? new Uint8Array(0)).toBeInstanceOf(Uint8Array)
      }),
    )
  })

  test('every request comes back, encoded or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (octets) => {
        const base64 = Buffer.concat([Uint8Array.of(0x30), octets]).toString('base64')
        const expected = Uint8Array.of(0x30, ...octets)
        expect(requestIn(`/ocsp/${ID}/${encodeURIComponent(base64)}`)).toEqual(expected)
        expect(requestIn(`/ocsp/${base64}`)).toEqual(expected)
      }),
    )
  })
})
