import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfigFile, writeConfigFile } from './config-file.ts'
import { assertWritable, writeAtomically } from './output-file.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'certman-files-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const at = (name: string): string => join(directory, name)
const modeOf = (path: string): number => statSync(path).mode & 0o777

test('a file is its owner’s alone, and replaced only when it may be', () => {
  writeAtomically(at('key'), 'one', { force: false })
  expect(modeOf(at('key'))).toBe(0o600)
  expect(() => writeAtomically(at('key'), 'two', { force: false })).toThrow(/exists already/)
  expect(readFileSync(at('key'), 'utf8')).toBe('one')
  writeAtomically(at('key'), 'two', { force: true })
  expect(readFileSync(at('key'), 'utf8')).toBe('two')
  expect(readdirSync(directory)).toEqual(['key'])
})

test('a replaced file does not keep permissions that were too wide', () => {
  writeFileSync(at('key'), 'old', { mode: 0o644 })
  writeAtomically(at('key'), 'new', { force: true })
  expect(modeOf(at('key'))).toBe(0o600)
})

test('a link that leads nowhere is a file that exists', () => {
  symlinkSync(at('elsewhere'), at('link'))
  expect(() => assertWritable([at('link')], false)).toThrow(/exists already/)
  expect(() => writeAtomically(at('link'), 'x', { force: false })).toThrow(/exists already/)
})

test('what cannot be written is known before', () => {
  expect(() => assertWritable([at('none/x')], false)).toThrow(/cannot be written \(ENOENT\)/)
  expect(() => assertWritable([at('x'), at('./x')], false)).toThrow(/one file/)
  expect(() => writeAtomically(at('none/x'), '', { force: true })).toThrow(/cannot be written/)
  assertWritable([at('x'), undefined, at('y')], false)
})

test('the configuration file: 0700 and 0600, other members kept, a broken one is empty', () => {
  expect(readConfigFile(directory)).toEqual({})
  writeConfigFile(directory, { apiKey: 'k' })
  expect(modeOf(at('.certman'))).toBe(0o700)
  expect(modeOf(at('.certman/config.json'))).toBe(0o600)
  writeFileSync(at('.certman/config.json'), '{"apiKey":"k","apiUrl":5,"theirs":[1]}')
  expect(readConfigFile(directory)).toEqual({ apiKey: 'k', theirs: [1] })
  for (const broken of ['{', '[]', 'null', '"x"']) {
    writeFileSync(at('.certman/config.json'), broken)
    expect(readConfigFile(directory)).toEqual({})
  }
})
