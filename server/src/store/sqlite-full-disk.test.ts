import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { requireTool } from '../../../test/_kit/tools.ts'

const SCRIPT = fileURLToPath(new URL('./_full-disk.ts', import.meta.url))

const prlimit = requireTool('prlimit')

/** A limit on the size of files stands in for a full disk: the write fails in the same place. */
test.skipIf(prlimit === null)(
  'a full disk refuses writes, loses nothing, and recovers',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'certman-full-'))
    try {
      const child = spawn(process.execPath, ['-C', '@certman/source', SCRIPT, directory], {
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      const limit = (bytes: string): void => {
        execFileSync(prlimit ?? '', ['--pid', String(child.pid), `--fsize=${bytes}:`])
      }
      const told: string[] = []
      for await (const line of lines(child.stdout)) {
        told.push(line)
        if (line === 'open') limit(String(2 * 1024 * 1024))
        if (line.startsWith('full')) limit('unlimited')
        child.stdin.write('go\n')
      }
      expect(told[0]).toBe('open')
      expect(told[1]).toMatch(/^full storageFull retry 30, after [1-9]\d* certificates$/)
      expect(told.slice(2)).toEqual(['missing 0', 'issued again 20', 'missing after reopening 0'])
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  },
)

async function* lines(stream: AsyncIterable<unknown>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of stream) {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
}
