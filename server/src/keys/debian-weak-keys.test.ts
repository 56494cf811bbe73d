import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEBIAN_WEAK_KEYS_FILE, readWeakKeyLists } from './debian-weak-keys.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'certman-debian-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

const list = (text: string) => {
  writeFileSync(join(directory, DEBIAN_WEAK_KEYS_FILE), text)
  return readWeakKeyLists(directory)
}

describe('the list of weak keys of Debian', () => {
  test('may be missing', () => {
    expect(readWeakKeyLists(directory)).toEqual({})
  })

  test('is read in the form of openssl-blacklist', () => {
    const fingerprints = Array.from({ length: 999 }, (_, n) => `${n}`.padStart(20, '0'))
    const { debian } = list(`# comment\r\n\n${fingerprints.toReversed().join('\r\n')}\n`)
    for (const fingerprint of fingerprints) expect(debian?.has(fingerprint)).toBe(true)
    expect(debian?.has('00000000000000000999')).toBe(false)
    expect(debian?.has('ffffffffffffffffffff')).toBe(false)
  })

  test('may hold whole SHA-1 sums', () => {
    const { debian } = list(`${'a'.repeat(20)}0123456789ABCDEF0123\n`)
    expect(debian?.has('0123456789abcdef0123')).toBe(true)
    expect(debian?.has('a'.repeat(20))).toBe(false)
  })

  test('that is empty blocks nothing', () => {
    expect(list('').debian?.has('0'.repeat(20))).toBe(false)
  })

  test.each(['0123', 'x'.repeat(20), '0'.repeat(21)])('with a line %s is refused', (line) => {
    expect(() => list(`# comment\n${line}\n`)).toThrow(/^line 2 of /)
  })
})
