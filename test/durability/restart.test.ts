import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startIssuing } from '../_kit/issuing.ts'
import { startServer } from '../_kit/server.ts'
import { examineDatabase } from './examine-database.ts'
import { Ledger } from './ledger.ts'
import { runLoad } from './load.ts'
import { reconcile } from './reconcile.ts'
import { startRefused, type RefusedStart } from './refused-start.ts'

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-restart-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

describe('SIGTERM under load', () => {
  test('cuts no request, and what was answered is still so after the next start', async () => {
    await using server = await startIssuing({ directory })
    const { apiKey, issuingId } = server
    const port = Number(new URL(server.url).port)
    const ledger = new Ledger()
    const load = runLoad({ port, apiKey, issuingId }, ledger)
    await pause(1000)
    expect(await server.stop()).toBe(0)
    await load
    expect(ledger.cut).toEqual([])
    expect(ledger.refusals.filter(({ status }) => status >= 500)).toEqual([])
    expect(ledger.issued.size).toBeGreaterThan(20)

    await using again = await startServer({ directory })
    const target = { port: Number(new URL(again.url).port), apiKey, issuingId }
    expect(await reconcile(target, ledger)).toEqual([])
    expect(examineDatabase(join(directory, 'data', 'certman.db'))).toEqual([])
  })
})

describe('a start is refused in one sentence', () => {
  let instance = ''
  beforeAll(async () => {
    instance = await mkdtemp(join(tmpdir(), 'certman-refused-'))
    await using server = await startServer({ directory: instance })
    expect(server.apiKey).not.toBe('')
    await server.stop()
  })
  afterAll(() => rm(instance, { recursive: true, force: true }))

  test('beside another server on the same directory', async () => {
    await using server = await startServer({ directory: instance })
    expectOneSentence(await startRefused(instance), /another Certman server is running on/)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })

  test('on a busy port', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as AddressInfo
    try {
      const refused = await startRefused(instance, { CERTMAN_PORT: String(port) })
      expectOneSentence(refused, new RegExp(`port ${port} on 127\\.0\\.0\\.1 is in use`))
    } finally {
      holder.close()
    }
  })

  test.each([
    ['a port that is none', { CERTMAN_PORT: '99999' }, /CERTMAN_PORT/],
    ['a setting that is none', { CERTMAN_PROT: '8420' }, /CERTMAN_PROT.*CERTMAN_PORT/s],
    ['a limit that is none', { CERTMAN_ISSUE_RATE_LIMIT: 'fast' }, /CERTMAN_ISSUE_RATE_LIMIT/],
    ['TLS from files without files', { CERTMAN_TLS: 'files' }, /CERTMAN_TLS_CERT/],
    ['a host of another machine', { CERTMAN_HOST: '192.0.2.1' }, /CERTMAN_HOST/],
    ['a malformed master key', { CERTMAN_MASTER_KEY: 'secret' }, /master key|CERTMAN_MASTER_KEY/],
    ['a database URL of another kind', { CERTMAN_DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
    ['a data directory that is a file', { CERTMAN_DATA_DIR: '/dev/null' }, /CERTMAN_DATA_DIR/],
    [
      'a database that does not answer',
      { CERTMAN_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
      /database/,
    ],
  ])('with %s', async (_, settings, sentence) => {
    expectOneSentence(await startRefused(instance, settings), sentence)
  })

  test('without its master key', async () => {
    const copy = await copyOf(instance)
    const key = join(copy, 'data', 'master.key')
    await rename(key, join(copy, 'elsewhere'))
    expectOneSentence(await startRefused(copy), /the master key is missing from/)
    await rename(join(copy, 'elsewhere'), key)
    await using server = await startServer({ directory: copy })
    expect(server.apiKey).toBe('')
  })

  test('with the master key of another instance', async () => {
    const [copy, other] = [await copyOf(instance), await copyOf(instance)]
    await rm(join(other, 'data'), { recursive: true })
    await using stranger = await startServer({ directory: other })
    const key = await readFile(join(stranger.directory, 'data', 'master.key'))
    await writeFile(join(copy, 'data', 'master.key'), key)
    expectOneSentence(await startRefused(copy), /not the one that this database was made with/)
  })

  test('on a database of a newer version', async () => {
    const copy = await copyOf(instance)
    const database = new DatabaseSync(join(copy, 'data', 'certman.db'))
    database.exec(`insert into migrations (number, name, applied_at) values (9999, 'later', 0)`)
    database.close()
    expectOneSentence(await startRefused(copy), /from a newer version of Certman/)
  })

  test('on a file that is no database', async () => {
    const copy = await copyOf(instance)
    await rm(join(copy, 'data', 'certman.db-wal'), { force: true })
    await writeFile(join(copy, 'data', 'certman.db'), 'this is not a database '.repeat(500))
    expectOneSentence(await startRefused(copy), /database/)
  })

  async function copyOf(original: string): Promise<string> {
    const copy = await mkdtemp(join(directory, 'copy-'))
    await cp(join(original, 'data'), join(copy, 'data'), { recursive: true })
    return copy
  }
})

/** On standard error a sentence, perhaps a hint in a line of its own, and nothing of our insides. */
function expectOneSentence({ code, output, talk }: RefusedStart, sentence: RegExp): void {
  expect(talk).toMatch(sentence)
  expect(talk).toMatch(/^Error: [^\n]+\n(hint: [^\n]+\n)?$/)
  expect(talk).not.toMatch(/unexpected|\bat [^\n]*:\d+:\d+|node:internal/)
  expect(output).not.toMatch(/cm_|"level":"error"/)
  expect(code).toBe(1)
}
