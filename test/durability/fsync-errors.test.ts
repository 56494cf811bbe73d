import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startIssuing } from '../_kit/issuing.ts'
import { startServer } from '../_kit/server.ts'
import { reportSkipped, requireTool } from '../_kit/tools.ts'
import { examineDatabase } from './examine-database.ts'
import { verifyAudit } from './kills.ts'
import { Ledger } from './ledger.ts'
import { runLoad } from './load.ts'
import { reconcile } from './reconcile.ts'

const strace = usableStrace()
/** Of each thread's calls. The writing thread makes one for every commit. */
const FAILING = { first: 5, last: 9 }

describe.skipIf(strace === null)('a disk that fails to sync', () => {
  test('makes no certificate of which the commit failed, and the server goes on', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'certman-fsync-'))
    try {
      await using server = await startIssuing({ directory })
      const { apiKey, issuingId } = server
      const target = { port: Number(new URL(server.url).port), apiKey, issuingId }
      const ledger = new Ledger()
      const trace = join(directory, 'trace')
      const faults = await injectFaults(strace ?? '', server.pid, trace)
      const enough = new AbortController()
      // One client: each of its certificates is two commits of its own, and no commit is anybody else's.
      const mix = { requested: 1, managed: 0, renewed: 0, revoked: 0 }
      const load = runLoad(target, ledger, { mix, signal: enough.signal })
      for (let waited = 0; waited < 10_000 && ledger.issued.size < 10; waited += 50) await pause(50)
      enough.abort()
      await load
      await faults.end()

      const injected = (await readFile(trace, 'utf8')).match(/EIO.*\(INJECTED\)/g) ?? []
      expect(injected).toHaveLength(FAILING.last - FAILING.first + 1)
      const failed = ledger.refusals.filter(({ status }) => status >= 500)
      // A commit that failed is a request that was refused: an intent's or a certificate's, or the release of a key.
      expect(failed.length).toBeGreaterThanOrEqual(2)
      for (const { body } of failed) expect(Object.keys(JSON.parse(body))).toEqual(['error'])
      expect(ledger.issued.size).toBeGreaterThanOrEqual(10)

      await server.kill()
      await using again = await startServer({ directory })
      const port = Number(new URL(again.url).port)
      expect(await reconcile({ ...target, port }, ledger)).toEqual([])
      expect(examineDatabase(join(directory, 'data', 'certman.db'))).toEqual([])
      expect(await verifyAudit(directory)).toEqual([])
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})

/** Lets some of a running process's syncs fail, and writes down each of them. */
async function injectFaults(
  program: string,
  pid: number,
  trace: string,
): Promise<{ end(): Promise<void> }> {
  const calls = 'fsync,fdatasync'
  const when = `${FAILING.first}..${FAILING.last}`
  const inject = `inject=${calls}:error=EIO:when=${when}`
  const args = ['-f', '-p', String(pid), '-o', trace, '-e', `trace=${calls}`, '-e', inject]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  // It says so when it has hold of every thread.
  await new Promise<void>((resolve, reject) => {
    child.stderr.once('data', () => resolve())
    child.once('close', () => reject(new Error('strace ended')))
  })
  return {
    end: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

/** A container may forbid what strace does. */
function usableStrace(): string | null {
  const path = requireTool('strace')
  if (path === null) return null
  const probe = spawnSync(path, ['-f', '-e', 'trace=none', '/bin/true'], { timeout: 10_000 })
  if (probe.status === 0) return path
  reportSkipped('strace may not trace processes here')
  return null
}
