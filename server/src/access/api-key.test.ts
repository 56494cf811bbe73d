import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashApiKey, looksLikeApiKey, newApiKey, prefixOf } from './api-key.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

test('a new key is cm_, 36 random characters and a checksum', () => {
  for (let i = 0; i < 1000; i += 1) {
    const key = newApiKey(randomBytes)
    expect(key.reveal()).toMatch(/^cm_[0-9A-Za-z]{42}$/)
    expect(looksLikeApiKey(key.reveal())).toBe(true)
    expect(prefixOf(key)).toBe(key.reveal().slice(0, 7))
    expect(String(key)).toBe('[redacted]')
  }
})

test('the form is fixed: a key of known octets', () => {
  // CRC-32 of "cm_" and 36 zeros by Python's zlib: 0x751b8a2, 122796194, which is 08JEtm in base62.
  expect(newApiKey((length) => new Uint8Array(length)).reveal()).toBe(`cm_${'0'.repeat(36)}08JEtm`)
})

test('octets from 248 on are drawn again, so that every character is equally likely', () => {
  const counts = new Map<string, number>()
  let octet = 0
  const everyOctet = (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => octet++ % 256)
  for (let i = 0; i < 620; i += 1) {
    for (const character of newApiKey(everyOctet).reveal().slice(3, 39)) {
      counts.set(character, (counts.get(character) ?? 0) + 1)
    }
  }
  // 620 × 36 characters are 360 of each; without the second draw, eight of them would have 25 % more than the rest.
  expect([...counts.keys()].sort().join('')).toBe(ALPHABET)
  for (const count of counts.values()) expect(Math.abs(count - 360)).toBeLessThanOrEqual(4)
})

test('one wrong character is noticed without asking anybody', () => {
  const key = newApiKey(randomBytes).reveal()
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 44 }),
      fc.constantFrom(...ALPHABET.split('')),
      (at, character) => {
        fc.pre(key.charAt(at) !== character)
        expect(looksLikeApiKey(key.slice(0, at) + character + key.slice(at + 1))).toBe(false)
      },
    ),
  )
})

test.each([
  '',
  'cm_',
  'cm_xxxxxxxxxxxx',
  `cm_${'a'.repeat(42)}`,
  `CM_${'a'.repeat(42)}`,
  `cm_${'a'.repeat(41)}é`,
])('%j does not look like a key', (text) => {
  expect(looksLikeApiKey(text)).toBe(false)
})

test('only the exact text does, without anything around it', () => {
  const key = newApiKey(randomBytes).reveal()
  for (const text of [`${key}\n`, ` ${key}`, `${key}0`, key.slice(0, -1), key.toUpperCase()]) {
    expect(looksLikeApiKey(text), JSON.stringify(text)).toBe(false)
  }
})

test('no arbitrary text does', () => {
  fc.assert(fc.property(fc.string(), (text) => !looksLikeApiKey(text)))
})

test('the hash is SHA-256 of the whole text', () => {
  expect(Buffer.from(hashApiKey('abc')).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
