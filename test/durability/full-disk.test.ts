import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { call, startIssuing } from '../_kit/issuing.ts'
import { startServer } from '../_kit/server.ts'
import { reportSkipped } from '../_kit/tools.ts'
import { examineDatabase } from './examine-database.ts'
import { verifyAudit } from './kills.ts'
import { Ledger } from './ledger.ts'
import { runLoad } from './load.ts'
import { reconcile } from './reconcile.ts'

const DISK_MEBIBYTES = 8
const BALLAST_MEBIBYTES = 3
/** Refusals in a row that show the disk to be full, not a passing trouble. */
const REFUSALS = 40
const LIMIT_MILLISECONDS = 60_000
/** The full disk kept even the release of a key from being written: it is taken over after 30 seconds (docs/issuance.md). */
const CLAIM_MILLISECONDS = 40_000

const disk = mountTinyDisk()

describe.skipIf(disk === null)('a full disk', () => {
  const mounted = disk ?? ''
  const ballast = join(mounted, 'ballast')
  afterAll(() => unmount(mounted))

  test('is refused clearly, loses nothing, and is got over without a restart', async () => {
    writeFileSync(ballast, Buffer.alloc(BALLAST_MEBIBYTES << 20, 1))
    const ledger = new Ledger()
    {
      await using server = await startIssuing({ directory: mounted })
      const target = {
        port: Number(new URL(server.url).port),
        apiKey: server.apiKey,
        issuingId: server.issuingId,
      }
      await fill(target, ledger)
      const full = ledger.refusals.filter(({ status }) => status >= 500)
      expect(full.length).toBeGreaterThanOrEqual(REFUSALS)
      expect(ledger.cut).toEqual([])
      for (const { status, body } of full) {
        expect([500, 503]).toContain(status)
        const { error }: { error: string } = JSON.parse(body)
        expect(error).toMatch(/its disk is full/)
      }

      // Reading goes on, and what was answered is still known.
      const known = new Ledger() // without the repetitions, which write
      known.add(ledger)
      expect(await reconcile(target, known)).toEqual([])

      rmSync(ballast)
      const after = new Ledger()
      await fill(target, after, 200)
      expect(after.issued.size).toBeGreaterThanOrEqual(200)
      expect(after.refusals.filter(({ status }) => status >= 500)).toEqual([])
      expect(await reconcile(target, ledger, CLAIM_MILLISECONDS)).toEqual([])
      ledger.add(after)
      await expect(call(server, 'GET', '/readyz')).resolves.toBeDefined()
    }
    expect(examineDatabase(join(mounted, 'data', 'certman.db'))).toEqual([])
    expect(await verifyAudit(mounted)).toEqual([])
    await using again = await startServer({ directory: mounted })
    expect(again.apiKey).toBe('')
  })
})

/** Issues until the disk refuses, or until so many certificates are there. */
async function fill(
  target: Parameters<typeof runLoad>[0],
  ledger: Ledger,
  certificates = Number.POSITIVE_INFINITY,
): Promise<void> {
  const enough = new AbortController()
  const end = Date.now() + LIMIT_MILLISECONDS
  const watch = setInterval(() => {
    const refused = ledger.refusals.filter(({ status }) => status >= 500).length
    const done = refused >= REFUSALS || ledger.issued.size >= certificates
    if (done || Date.now() > end) enough.abort()
  }, 20)
  try {
    await runLoad(target, ledger, { signal: enough.signal })
  } finally {
    clearInterval(watch)
  }
}

/** @returns its directory; null, and a word in the summary, where this user may not mount */
function mountTinyDisk(): string | null {
  if (process.platform !== 'linux') {
    reportSkipped('a tiny disk is mounted on Linux only')
    return null
  }
  const directory = mkdtempSync(join(tmpdir(), 'certman-full-'))
  const options = `size=${DISK_MEBIBYTES}m,mode=700`
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory], {
      stdio: 'pipe',
    })
  } catch {
    rmdirSync(directory)
    reportSkipped('a tiny disk can be mounted by root only')
    return null
  }
  if (statfsSync(directory).blocks * statfsSync(directory).bsize > DISK_MEBIBYTES << 20) {
    throw new Error(`${directory} is not the tiny disk`)
  }
  mkdirSync(join(directory, 'data'), { mode: 0o700 })
  return directory
}

function unmount(directory: string): void {
  execFileSync('/bin/umount', [directory])
  rmdirSync(directory)
}
