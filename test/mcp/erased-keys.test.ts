import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { connectMcp } from '../_kit/mcp-clients.ts'
import { startPostgres, type PostgresCluster } from '../_kit/postgres.ts'
import { startServer } from '../_kit/server.ts'
import { requireTool } from '../_kit/tools.ts'

/** Private keys that wait for their person are erased: when they are given, in time, and when a server starts. */

const programs = requireTool('postgresql')

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-erased-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** An assistant has two keys made; the person fetches the first. @returns the id of the one that waits */
async function leaveTwo({ server, call }: ConsoleSession): Promise<string> {
  await using client = await connectMcp({ url: server.url, key: server.apiKey })
  const { data } = await client.call('list_cas', { type: 'intermediate' })
  const [given = '', waiting = ''] = await Promise.all(
    ['given', 'waiting'].map(async (name) => {
      const args = { caId: data.cas[0].id, commonName: `${name}.example.com` }
      const issued = await client.call('issue_certificate', args)
      return String(issued.data.privateKeyUrl).split('/').at(-1) ?? ''
    }),
  )
  expect((await call('POST', `/console/v1/key-links/${given}/open`, {})).status).toBe(200)
  return waiting
}

describe('on SQLite', () => {
  const data = (): string => join(directory, 'data')
  const inDatabase = <Result>(read: (database: DatabaseSync) => Result): Result => {
    using database = new DatabaseSync(join(data(), 'certman.db'), { timeout: 10_000 })
    return read(database)
  }
  const sealedKeys = (): ReadonlyMap<string, Buffer> =>
    inDatabase((database) => {
      const rows = database.prepare('select id, sealed from key_links').all()
      return new Map(rows.map(({ id, sealed }) => [String(id), Buffer.from(sealed as Uint8Array)]))
    })
  /** In which files these octets stand. */
  const foundIn = async (octets: Buffer | undefined): Promise<readonly string[]> => {
    if (octets === undefined) throw new Error('no key was waiting')
    const files = (await readdir(data())).filter((name) => name.startsWith('certman.db'))
    const contents = await Promise.all(
      files.map(async (name) => [name, await readFile(join(data(), name))] as const),
    )
    return contents.filter(([, content]) => content.includes(octets)).map(([name]) => name)
  }

  test('nothing of them stays in the file, sealed as it was', async () => {
    const seen = new Map<string, Buffer>()
    await using console = await openConsole({ directory })
    const { server } = console
    await using client = await connectMcp({ url: server.url, key: server.apiKey })
    const { data: list } = await client.call('list_cas', { type: 'intermediate' })
    for (const keyAlgorithm of ['ECDSA-P256', 'RSA-4096', 'ECDSA-P384']) {
      const args = { caId: list.cas[0].id, commonName: 'k.example.com', keyAlgorithm }
      const { data: issued } = await client.call('issue_certificate', args)
      const id = String(issued.privateKeyUrl).split('/').at(-1) ?? ''
      seen.set(id, sealedKeys().get(id) as Buffer)
    }
    const [waiting = '', ...given] = seen.keys()
    for (const id of given) {
      expect((await console.call('POST', `/console/v1/key-links/${id}/open`, {})).status).toBe(200)
    }
    expect(await server.stop()).toBe(0)
    expect(await foundIn(seen.get(waiting))).toEqual(['certman.db'])
    for (const id of given) expect(await foundIn(seen.get(id))).toEqual([])

    // The ten minutes pass while no server runs.
    inDatabase((database) => database.exec('update key_links set expires_at = 1'))
    await using again = await startServer({ directory })
    await expect.poll(() => sealedKeys().size, { timeout: 20_000 }).toBe(0)
    expect(await again.stop()).toBe(0)
    for (const octets of seen.values()) expect(await foundIn(octets)).toEqual([])
  })
})

describe.skipIf(programs === null)('on PostgreSQL', () => {
  let cluster: PostgresCluster

  beforeAll(async () => {
    cluster = await startPostgres(programs ?? '')
  })
  afterAll(() => cluster[Symbol.asyncDispose]())

  test('a server that starts erases what waited too long', async () => {
    const environment = { CERTMAN_DATABASE_URL: cluster.createDatabase('keys') }
    const ids = (): string => cluster.query('select id from key_links', 'keys').trim()
    await using console = await openConsole({ environment })
    const waiting = await leaveTwo(console)
    expect(ids()).toBe(waiting)
    const { server } = console
    const masterKey = await readFile(join(server.directory, 'data', 'master.key'), 'utf8')
    expect(await server.stop()).toBe(0)
    cluster.query('update key_links set expires_at = 1', 'keys')
    await using again = await startServer({
      environment: { ...environment, CERTMAN_MASTER_KEY: masterKey.trim() },
    })
    await expect.poll(ids, { timeout: 20_000 }).toBe('')
    expect(await again.stop()).toBe(0)
  })
})
