import {
  checkPrimeSync,
  createECDH,
  generateKeyPairSync,
  generatePrimeSync,
  randomBytes,
} from 'node:crypto'
import { parsePublicKey, type PublicKey } from '@certman/x509'
import { describe, expect, test } from 'vitest'
import { integerFromBytes, oddPrimesBelow, powerModulo } from './big-integer.ts'
import { hasClosePrimes } from './close-primes.ts'
import { assertStrongKey } from './key-policy.ts'
import { hasRocaFingerprint } from './roca.ts'
import { debianFingerprint } from './rsa-weakness.ts'

const hexOf = (n: bigint): string => {
  const hex = n.toString(16)
  return hex.length % 2 ? `0${hex}` : hex
}
const bytesOf = (n: bigint): Uint8Array => new Uint8Array(Buffer.from(hexOf(n), 'hex'))

function rsaKey(modulus: bigint, exponent = 65_537n): PublicKey {
  return {
    family: 'rsa',
    modulus: bytesOf(modulus),
    exponent: bytesOf(exponent),
    bits: modulus.toString(2).length,
    spki: new Uint8Array(0),
    keyBits: new Uint8Array(0),
  }
}

function ecKey(curve: 'P-256' | 'P-384' | 'P-521', x: bigint, y: bigint): PublicKey {
  const size = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }[curve]
  const coordinate = (n: bigint) => Buffer.from(n.toString(16).padStart(2 * size, '0'), 'hex')
  const point = new Uint8Array(Buffer.concat([Uint8Array.of(4), coordinate(x), coordinate(y)]))
  return { family: 'ec', curve, point, spki: point, keyBits: point }
}

function ed25519Key(hex: string): PublicKey {
  const key = new Uint8Array(Buffer.from(hex, 'hex'))
  return { family: 'ed25519', key, spki: key, keyBits: key }
}

const prime = (bits: number): bigint => generatePrimeSync(bits, { bigint: true })
const SOUND_P = prime(1024)
const SOUND_Q = prime(1024)
const SOUND = SOUND_P * SOUND_Q

const expectWeak = (key: PublicKey, sentence: string | RegExp): void => {
  const problem = expect.objectContaining({ name: 'Problem', code: 'weakKey' })
  expect(() => assertStrongKey(key)).toThrow(problem)
  expect(() => assertStrongKey(key)).toThrow(sentence)
}

function nodeKey(pair: ReturnType<typeof generateKeyPairSync>): PublicKey {
  return parsePublicKey(pair.publicKey.export({ format: 'der', type: 'spki' }))
}

describe('sound keys are taken', () => {
  test.each([2048, 2049, 3072, 4096])('RSA of %i bits', (modulusLength) => {
    assertStrongKey(nodeKey(generateKeyPairSync('rsa', { modulusLength })))
  })

  test.each(['P-256', 'P-384', 'P-521'])('EC on %s', (namedCurve) => {
    for (let round = 0; round < 20; round++) {
      assertStrongKey(nodeKey(generateKeyPairSync('ec', { namedCurve })))
    }
  })

  test('Ed25519', () => {
    for (let round = 0; round < 20; round++) {
      assertStrongKey(nodeKey(generateKeyPairSync('ed25519')))
    }
    // RFC 8032 §7.1, test 1.
    assertStrongKey(ed25519Key('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'))
  })

  test('RSA with a large odd exponent', () => assertStrongKey(rsaKey(SOUND, 2n ** 256n - 1n)))
})

describe('RSA keys are refused', () => {
  test.each([
    ['one bit short', rsaKey((SOUND >> 1n) | 1n), '2047 bits < 2048 bits'],
    ['of 1024 bits', rsaKey(SOUND_P), '1024 bits < 2048 bits'],
    ['one bit long', rsaKey(2n ** 8192n + 1n), '8193 bits > 8192 bits'],
    ['with the exponent 1', rsaKey(SOUND, 1n), 'exponent'],
    ['with the exponent 3', rsaKey(SOUND, 3n), 'exponent'],
    ['with the exponent 65535', rsaKey(SOUND, 65_535n), 'exponent'],
    ['with an even exponent', rsaKey(SOUND, 65_538n), 'exponent'],
    ['with an exponent of 257 bits', rsaKey(SOUND, 2n ** 256n + 1n), 'exponent'],
    ['with an even modulus', rsaKey(SOUND + 1n), 'even'],
    ['with the factor 3', rsaKey(3n * prime(2046)), 'small prime factor'],
    ['with the factor 751', rsaKey(751n * prime(2040)), 'small prime factor'],
    ['with the factor 65521', rsaKey(65_521n * prime(2034)), 'small prime factor'],
  ])('%s', (_, key, sentence) => expectWeak(key, sentence))

  test('when the second prime is the next one after the first (CVE-2022-26320)', () => {
    let next = SOUND_P + 2n
    while (!checkPrimeSync(next)) next += 2n
    expectWeak(rsaKey(SOUND_P * next), 'close together')
  })

  test('when the modulus is the square of a prime', () => {
    expectWeak(rsaKey(SOUND_P * SOUND_P), 'close together')
  })

  test('when a faulty smart card made them (ROCA)', () => expectWeak(rsaKey(rocaModulus()), 'ROCA'))

  test('when Debian made them (CVE-2008-0166)', () => {
    const fingerprint = debianFingerprint(bytesOf(SOUND))
    const has = (wanted: string): boolean => wanted === fingerprint
    expect(() => assertStrongKey(rsaKey(SOUND), { debian: { has } })).toThrow('CVE-2008-0166')
    expect(() => assertStrongKey(rsaKey(SOUND), { debian: { has: () => false } })).not.toThrow()
  })
})

describe('the fingerprint of openssl-vulnkey', () => {
  test('is the end of the SHA-1 of what `openssl rsa -modulus` prints', () => {
    // printf 'Modulus=C0FFEE01\n' | sha1sum | cut -c 21-40
    expect(debianFingerprint(Buffer.from('c0ffee01', 'hex'))).toBe('af9e012f6c618150242e')
  })
})

describe("Fermat's factoring", () => {
  /** An odd number that falls in round `round` (from 0), and in no earlier one. */
  function fallsIn(round: bigint): bigint {
    const middle = (1n << 1023n) + integerFromBytes(randomBytes(120)) * 2n
    // middle − √(middle² − b²) is about b²/2·middle: the largest even b below that many whole steps.
    let low = 0n
    let high = middle
    while (high - low > 1n) {
      const b = (low + high) >> 1n
      if (roundOf(middle, b) <= round) low = b
      else high = b
    }
    const b = low % 2n === middle % 2n ? low - 1n : low
    expect(roundOf(middle, b)).toBe(round)
    return middle * middle - b * b
  }

  /** How many steps above the rounded-up root of its modulus the middle of two factors lies. */
  function roundOf(middle: bigint, b: bigint): bigint {
    const n = middle * middle - b * b
    let root = middle
    for (;;) {
      const next = (root + n / root) >> 1n
      if (next >= root) break
      root = next
    }
    return middle - (root * root === n ? root : root + 1n)
  }

  test.each([0n, 1n, 50n, 99n])('finds primes that fall in round %i', (round) => {
    expect(hasClosePrimes(fallsIn(round))).toBe(true)
  })

  test.each([100n, 1000n])('leaves those of round %i after its 100 rounds', (round) => {
    expect(hasClosePrimes(fallsIn(round))).toBe(false)
  })
})

/**
 * A modulus as the faulty library made it: both primes k·M + (65537^a mod M) with M the product of the first 126 primes,
 * which it used for keys of 2048 bits (Nemec et al., §2.2).
 */
function rocaModulus(): bigint {
  const primorial = oddPrimesBelow(702).reduce((product, factor) => product * BigInt(factor), 2n)
  const rocaPrime = (): bigint => {
    for (;;) {
      const k = integerFromBytes(randomBytes(6)) | (1n << 53n)
      const a = integerFromBytes(randomBytes(31))
      const candidate = k * primorial + powerModulo(65_537n, a, primorial)
      if (checkPrimeSync(candidate)) return candidate
    }
  }
  return rocaPrime() * rocaPrime()
}

describe('the ROCA fingerprint', () => {
  test('is found in every modulus of that form', () => {
    for (let round = 0; round < 5; round++) expect(hasRocaFingerprint(rocaModulus())).toBe(true)
  })

  test('is found in no random odd number', () => {
    for (let round = 0; round < 1000; round++) {
      expect(hasRocaFingerprint(integerFromBytes(randomBytes(256)) | 1n)).toBe(false)
    }
  })
})

describe('EC keys are refused', () => {
  const P256 = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
  const B256 = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

  /** A point whose x leaves room for x + p within 32 octets. */
  function pointWithSmallX(): { x: bigint; y: bigint } {
    for (let x = 1n; ; x++) {
      const square = ((((x * x - 3n) * x + B256) % P256) + P256) % P256
      const y = powerModulo(square, (P256 + 1n) / 4n, P256)
      if ((y * y) % P256 === square) return { x, y }
    }
  }

  test.each([
    ['P-256', 'prime256v1'],
    ['P-384', 'secp384r1'],
    ['P-521', 'secp521r1'],
  ] as const)('off the curve %s', (curve, name) => {
    const point = createECDH(name).generateKeys()
    const size = (point.length - 1) / 2
    const x = integerFromBytes(point.subarray(1, 1 + size))
    const y = integerFromBytes(point.subarray(1 + size))
    assertStrongKey(ecKey(curve, x, y))
    expectWeak(ecKey(curve, x, y ^ 1n), `not a point of the curve ${curve}`)
    expectWeak(ecKey(curve, x ^ 1n, y), `not a point of the curve ${curve}`)
    expectWeak(ecKey(curve, y, x), `not a point of the curve ${curve}`)
    expectWeak(ecKey(curve, 0n, 0n), `not a point of the curve ${curve}`)
  })

  test('of another curve', () => {
    const { x, y } = pointWithSmallX()
    assertStrongKey(ecKey('P-256', x, y))
    expectWeak(ecKey('P-384', x, y), 'P-384')
  })

  test('with a coordinate that is not reduced modulo p', () => {
    const { x, y } = pointWithSmallX()
    expect(x + P256).toBeLessThan(2n ** 256n)
    expectWeak(ecKey('P-256', x + P256, y), 'P-256')
  })
})

describe('Ed25519 keys are refused', () => {
  // The encodings of the eight points of small order, and those of them that are not canonical.
  test.each([
    ['0100000000000000000000000000000000000000000000000000000000000000', 'small order'],
    ['0000000000000000000000000000000000000000000000000000000000000000', 'small order'],
    ['0000000000000000000000000000000000000000000000000000000000000080', 'small order'],
    ['ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'small order'],
    ['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'small order'],
    ['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85', 'small order'],
    ['c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'small order'],
    ['c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa', 'small order'],
    ['edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'not a point'],
    ['eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'not a point'],
    ['0200000000000000000000000000000000000000000000000000000000000000', 'not a point'],
    ['d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751', '32 octets, not 31'],
  ])('%s: %s', (hex, sentence) => expectWeak(ed25519Key(hex), sentence))
})
