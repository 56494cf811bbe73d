import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { hkdfSync } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createMasterKey,
  createMasterKeyFile,
  loadMasterKey,
  masterKeyExists,
  masterKeyFrom,
  readMasterKeyFile,
} from './master-key.ts'

const OCTETS = Uint8Array.from({ length: 32 }, (_, index) => index)
const TEXT = 'certman-master-key-1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8.'

let directory: string
let file: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'certman-master-key-'))
  file = join(directory, 'master.key')
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('the file of the master key', () => {
  test('is made once, for its owner only, and read again', () => {
    expect(masterKeyExists(directory)).toBe(false)
    const made = createMasterKey(directory)
    expect(masterKeyExists(directory)).toBe(true)
    expect(loadMasterKey({ directory }).id).toBe(made.id)
    expect(loadMasterKey({ directory }).derive('x')).toEqual(made.derive('x'))
    expect(readFileSync(file, 'utf8')).toMatch(/^certman-master-key-1\.[\w-]{43}\.[\w-]{6}\n$/)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory)).toEqual(['master.key'])
  })

  test('is never written over', () => {
    const made = createMasterKey(directory)
    expect(() => createMasterKey(directory)).toThrow('already')
    expect(loadMasterKey({ directory }).id).toBe(made.id)
    expect(readdirSync(directory)).toEqual(['master.key'])
  })

  test('holds 32 octets from the generator', () => {
    createMasterKey(directory, () => Uint8Array.from(OCTETS))
    expect(readFileSync(file, 'utf8')).toContain(TEXT)
    expect(loadMasterKey({ directory }).id).toBe(masterKeyFrom(OCTETS).id)
  })

  test('that is missing is named', () => {
    expect(() => loadMasterKey({ directory })).toThrow(
      expect.objectContaining({ name: 'Problem', message: expect.stringContaining(file) }),
    )
  })

  test.runIf(process.platform !== 'win32').each([0o640, 0o604, 0o660, 0o644])(
    'that others may read or write is refused (mode %o)',
    (mode) => {
      createMasterKey(directory)
      chmodSync(file, mode)
      expect(() => loadMasterKey({ directory })).toThrow(`chmod 600 ${file}`)
      chmodSync(file, 0o600)
      expect(() => loadMasterKey({ directory })).not.toThrow()
    },
  )

  test('with any character changed, lost or added is refused, and not shown', () => {
    createMasterKey(directory)
    const text = readFileSync(file, 'utf8').trim()
    const other = (character: string | undefined): string => (character === 'A' ? 'B' : 'A')
    const variants = Array.from(text).flatMap((character, index) => [
      text.slice(0, index) + other(character) + text.slice(index + 1),
      text.slice(0, index) + text.slice(index + 1),
    ])
    for (const variant of [...variants, `${text}A`, '', `${text}\n${text}`]) {
      writeFileSync(file, `${variant}\n`)
      expect(() => loadMasterKey({ directory })).toThrow(/malformed/)
      expect(() => loadMasterKey({ directory })).not.toThrow(text.slice(25, 45))
    }
  })
})

test('a key is one text only: the last character’s idle bits are judged too', () => {
  // 32 octets of zero end in an A that carries two idle bits (RFC 4648 §3.5).
  const path = join(directory, 'zeros.key')
  createMasterKeyFile(path, (length) => new Uint8Array(length))
  const text = readFileSync(path, 'utf8')
  expect(() => readMasterKeyFile(path)).not.toThrow()
  writeFileSync(path, text.replace(/A\.(?=[^.]{6}\n)/, 'B.'))
  expect(readFileSync(path, 'utf8')).not.toBe(text)
  expect(() => readMasterKeyFile(path)).toThrow(/malformed/)
})

describe('the master key from the environment', () => {
  test('comes before the file', () => {
    const made = createMasterKey(directory)
    const fromEnvironment = Buffer.from(OCTETS).toString('hex')
    const loaded = loadMasterKey({ directory, fromEnvironment })
    expect(loaded.id).toBe(masterKeyFrom(OCTETS).id)
    expect(loaded.id).not.toBe(made.id)
  })

  test('may be the text of a file', () => {
    const made = createMasterKey(directory)
    const fromEnvironment = ` ${readFileSync(file, 'utf8')}`
    expect(loadMasterKey({ directory: '/nowhere', fromEnvironment }).id).toBe(made.id)
  })

  test.each(['', 'secret', '00'.repeat(31), '00'.repeat(33), 'zz'.repeat(32), `${TEXT}AAAAAA`])(
    'is refused when it is none: %s',
    (fromEnvironment) => {
      expect(() => loadMasterKey({ directory, fromEnvironment })).toThrow(
        /^CERTMAN_MASTER_KEY is malformed; give .*openssl rand -hex 32$/,
      )
    },
  )
})

describe('a master key', () => {
  test('derives by HKDF-SHA-256 (RFC 5869), another key for every purpose', () => {
    const key = masterKeyFrom(OCTETS)
    const expected = new Uint8Array(hkdfSync('sha256', OCTETS, '', 'certman ca-keys', 32))
    expect(key.derive('ca-keys')).toEqual(expected)
    expect(key.derive('audit')).not.toEqual(expected)
    expect(key.derive('audit', 64)).toHaveLength(64)
  })

  test('has an id that is not derived as any key is', () => {
    expect(masterKeyFrom(OCTETS).id).toMatch(/^[0-9a-f]{16}$/)
    const id = Buffer.from(masterKeyFrom(OCTETS).derive('master-key-id')).toString('hex')
    expect(id).not.toContain(masterKeyFrom(OCTETS).id)
  })

  test('prints as [master key]', () => {
    const key = masterKeyFrom(OCTETS)
    // As unknown, for nobody who types it as it is would print it.
    const secret: unknown = key
    expect(String(secret)).toBe('[master key]')
    expect('with ' + secret).toBe('with [master key]')
    expect(inspect(key, { showHidden: true })).toBe('[master key]')
    expect(JSON.stringify(key)).toBe('"[master key]"')
    expect(inspect({ deep: { key } }, { showHidden: true, depth: 9 })).toContain('[master key]')
  })

  test.each([0, 16, 31, 33])('of %i octets is refused', (length) => {
    expect(() => masterKeyFrom(new Uint8Array(length))).toThrow('32 octets')
  })
})
