import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { parsePublicKey, type PublicKey, type SignatureAlgorithm } from '@certman/x509'
import { describe, expect, test } from 'vitest'
import { createVerify, hash, randomBytes, verify } from './crypto.ts'
import { leaseSoftwareKey } from './software-signer.ts'

const DATA = new TextEncoder().encode('abc')

function pairOf(pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }) {
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' })
  return { privateKey: pair.privateKey, publicKey: parsePublicKey(spki) }
}

const PAIRS = {
  'P-256': pairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' })),
  'P-384': pairOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })),
  'P-521': pairOf(generateKeyPairSync('ec', { namedCurve: 'P-521' })),
  RSA: pairOf(generateKeyPairSync('rsa', { modulusLength: 2048 })),
  Ed25519: pairOf(generateKeyPairSync('ed25519')),
}

const SIGNATURES: readonly [keyof typeof PAIRS, SignatureAlgorithm, string | null][] = [
  ['P-256', 'ecdsa-with-SHA256', 'sha256'],
  ['P-256', 'ecdsa-with-SHA384', 'sha384'],
  ['P-384', 'ecdsa-with-SHA384', 'sha384'],
  ['P-521', 'ecdsa-with-SHA512', 'sha512'],
  ['RSA', 'sha256WithRSAEncryption', 'sha256'],
  ['RSA', 'sha384WithRSAEncryption', 'sha384'],
  ['RSA', 'sha512WithRSAEncryption', 'sha512'],
  ['Ed25519', 'Ed25519', null],
]

describe('hash', () => {
  // FIPS 180-4, example "abc".
  test.each([
    ['SHA-1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'SHA-384',
      'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
    ],
    [
      'SHA-512',
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    ],
  ] as const)('%s', (name, expected) => {
    const digest = hash(name, DATA)
    expect(Buffer.from(digest).toString('hex')).toBe(expected)
    expect(Object.getPrototypeOf(digest)).toBe(Uint8Array.prototype)
  })
})

describe('randomBytes', () => {
  test('gives plain octets of their own', () => {
    const [one, other] = [randomBytes(32), randomBytes(32)]
    expect(one).not.toEqual(other)
    one.fill(0)
    expect(other.some((octet) => octet !== 0)).toBe(true)
    expect(Object.getPrototypeOf(one)).toBe(Uint8Array.prototype)
  })
})

describe('verify', () => {
  test.each(SIGNATURES)('%s with %s', (name, algorithm, digest) => {
    const { privateKey, publicKey } = PAIRS[name]
    const signature = sign(digest, DATA, privateKey)
    expect(verify(algorithm, publicKey, DATA, signature)).toBe(true)
    expect(verify(algorithm, publicKey, new TextEncoder().encode('abd'), signature)).toBe(false)
    expect(verify(algorithm, publicKey, DATA, signature.subarray(1))).toBe(false)
    expect(verify(algorithm, publicKey, DATA, new Uint8Array(0))).toBe(false)
    for (const [other, named] of SIGNATURES) {
      if (other === name && named === algorithm) continue
      expect(verify(named, PAIRS[other].publicKey, DATA, signature)).toBe(false)
    }
  })

  test('refuses a signature under the name of another kind of key', () => {
    const { privateKey, publicKey } = PAIRS['P-256']
    const signature = sign('sha256', DATA, privateKey)
    expect(verify('sha256WithRSAEncryption', publicKey, DATA, signature)).toBe(false)
    expect(verify('Ed25519', publicKey, DATA, signature)).toBe(false)
  })

  test('answers no, instead of throwing, for a point off its curve', () => {
    const { privateKey, publicKey } = PAIRS['P-256']
    const spki = Uint8Array.from(publicKey.spki)
    spki[spki.length - 1]! ^= 1
    const signature = sign('sha256', DATA, privateKey)
    expect(verify('ecdsa-with-SHA256', { ...publicKey, spki }, DATA, signature)).toBe(false)
  })

  test('is right whatever keys it remembers', () => {
    const remembering = createVerify(2)
    const keys: PublicKey[] = [PAIRS['P-256'], PAIRS['P-384'], PAIRS['P-521']].map(
      (pair) => pair.publicKey,
    )
    for (let round = 0; round < 3; round++) {
      for (const [name, algorithm, digest] of SIGNATURES) {
        const signature = sign(digest, DATA, PAIRS[name].privateKey)
        expect(remembering(algorithm, PAIRS[name].publicKey, DATA, signature)).toBe(true)
        for (const key of keys) {
          if (key !== PAIRS[name].publicKey) {
            expect(remembering(algorithm, key, DATA, signature)).toBe(false)
          }
        }
      }
    }
  })
})

describe('a software signer', () => {
  test.each([
    ['P-256', 'ecdsa-with-SHA256', true],
    ['Ed25519', 'Ed25519', true],
    ['P-384', 'ecdsa-with-SHA384', false],
    ['P-521', 'ecdsa-with-SHA512', false],
    ['RSA', 'sha256WithRSAEncryption', false],
  ] as const)('of a %s key signs with %s; at once: %s', async (name, algorithm, atOnce) => {
    const { privateKey, publicKey } = PAIRS[name]
    using lease = leaseSoftwareKey(privateKey, publicKey)
    expect(lease.signer.algorithm).toBe(algorithm)
    const signature = lease.signer.sign(DATA)
    expect(signature instanceof Uint8Array).toBe(atOnce)
    expect(verify(algorithm, publicKey, DATA, await signature)).toBe(true)
  })

  test.each(['P-256', 'RSA'] as const)('of a %s key refuses after its lease', async (name) => {
    const { privateKey, publicKey } = PAIRS[name]
    const lease = leaseSoftwareKey(privateKey, publicKey)
    lease[Symbol.dispose]()
    await expect((async () => lease.signer.sign(DATA))()).rejects.toThrow('lease had ended')
  })
})
