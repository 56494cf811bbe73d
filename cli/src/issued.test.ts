import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createConsole, type Console } from './console.ts'
import { writeIssued } from './issued.ts'

const ISSUED = { certificate: { certificate_pem: 'CERTIFICATE' }, privateKey: 'THE KEY' }

let directory = ''
let output = ''
let console: Console
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'certman-issued-'))
  output = ''
  const written = new PassThrough()
  written.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const nowhere = new PassThrough().resume()
  console = createConsole(
    {
      variables: {},
      input: nowhere,
      output: written,
      talk: nowhere,
      home: directory,
      fetch: globalThis.fetch,
      now: Date.now,
    },
    () => ({}),
    () => {},
  )
})
afterEach(() => rmSync(directory, { recursive: true }))

test('a key that its file does not take in the end is printed', () => {
  const outKey = join(directory, 'key')
  // Somebody was faster, after the check and before the write.
  writeFileSync(outKey, 'theirs')
  expect(() => writeIssued(console, ISSUED, { outKey })).toThrow(
    /exists already; the private key was printed instead/,
  )
  expect(output).toBe('THE KEY\n')
  expect(readFileSync(outKey, 'utf8')).toBe('theirs')
})

test('a key that no file was named for comes back to be printed', () => {
  const outCert = join(directory, 'cert')
  expect(writeIssued(console, ISSUED, { outCert })).toBe('THE KEY')
  expect(writeIssued(console, ISSUED, {})).toBe('THE KEY')
  expect(output).toBe(`Certificate written to ${outCert}\n`)
})

test('the key is written before the certificate', () => {
  const outKey = join(directory, 'key')
  const outCert = join(directory, 'none', 'cert')
  expect(() => writeIssued(console, ISSUED, { outKey, outCert })).toThrow(/cannot be written/)
  expect(readFileSync(outKey, 'utf8')).toBe('THE KEY\n')
})
