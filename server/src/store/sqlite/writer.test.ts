import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AUDIT_KEY } from '../_fixtures.ts'
import { SqliteWriter, type WriterOptions } from './writer.ts'

const directory = mkdtempSync(join(tmpdir(), 'certman-writer-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const MEBIBYTE = 1 << 20

async function open(checkpoints: WriterOptions['checkpoints']) {
  const path = join(mkdtempSync(join(directory, 'store-')), 'certman.db')
  const options = { path, auditKey: AUDIT_KEY, role: 'server', migrate: true, now: 0 } as const
  const writer = await SqliteWriter.open({ ...options, checkpoints })
  let written = 0
  return {
    writer,
    /** Octets in the file itself, without the log. */
    size: () => statSync(path).size,
    logSize: () => statSync(`${path}-wal`).size,
    write: async (octets: number): Promise<void> => {
      const args = { name: `secret ${written++}`, sealed: new Uint8Array(octets), audit: [] }
      const [outcome] = await writer.commit([{ name: 'putSecretIfAbsent', args, at: 0 }])
      expect(outcome?.ok).toBe(true)
    },
  }
}

test('what one large commit wrote waits for the next one, or for quiet, and no commit does', async () => {
  const { writer, write, size } = await open('onCall')
  writer.tidyLog('idle')
  const before = size()
  await write(8 * MEBIBYTE)
  expect(size(), 'the commit left it in the log').toBe(before)
  expect(writer.tidyLog('busy')).toBe(true)
  expect(size()).toBe(before)
  await write(1)
  expect(writer.tidyLog('busy')).toBe(false)
  expect(size()).toBeGreaterThan(before + 8 * MEBIBYTE)
  await write(8 * MEBIBYTE)
  expect(writer.tidyLog('busy')).toBe(true)
  writer.tidyLog('idle')
  expect(size()).toBeGreaterThan(before + 16 * MEBIBYTE)
  writer.close()
})

test('the log stays short under many commits', async () => {
  const { writer, write, logSize } = await open('onCall')
  for (let count = 0; count < 80; count++) {
    await write(MEBIBYTE / 2)
    writer.tidyLog('busy')
  }
  expect(logSize()).toBeLessThan(12 * MEBIBYTE)
  writer.close()
})

test('a writer that nobody calls moves its log within its commits', async () => {
  const { writer, write, size } = await open('inCommits')
  await write(8 * MEBIBYTE)
  expect(size()).toBeGreaterThan(8 * MEBIBYTE)
  writer.close()
})
