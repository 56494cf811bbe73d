import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { startPostgres } from '../../../../test/_kit/postgres.ts'
import { requireTool } from '../../../../test/_kit/tools.ts'
import { AUDIT_KEY, NOW, uuid } from '../_fixtures.ts'
import { inDialect, type SqlValue } from '../connection.ts'
import type { WriteConnection } from '../group-commit.ts'
import { MIGRATIONS } from '../migrations/all.ts'
import { openStore, type StoreLocation } from '../open.ts'
import { PostgresWriteConnection } from '../postgres/connection.ts'
import { clientOptions } from '../postgres/client-options.ts'
import { SqliteConnection } from '../sqlite/connection.ts'
import { databasePath } from '../sqlite/engine.ts'

const BEFORE = MIGRATIONS.findIndex(({ name }) => name === 'certificate-origins')
const CA = uuid()
const [ORIGINAL, FIRST, SECOND, INTENT] = [uuid(), uuid(), uuid(), uuid()]
const bytesOf = (id: string): Uint8Array => new TextEncoder().encode(`certificate ${id}`)

describe('a database from before origins were written down', () => {
  test('on SQLite gets fingerprints, links of renewals and names that are found', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'certman-migration-'))
    try {
      const path = databasePath(directory)
      const connection = new SqliteConnection({ path, readOnly: false, cacheKibibytes: 1024 })
      await makeOld(connection)
      connection.close()
      await expectFound({ kind: 'sqlite', directory })
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  const programs = requireTool('postgresql')
  test.skipIf(programs === null)('on PostgreSQL too', async () => {
    await using cluster = await startPostgres(programs ?? '')
    const url = cluster.createDatabase('old')
    const client = new pg.Client(clientOptions(url))
    await client.connect()
    await makeOld(new PostgresWriteConnection(client))
    await client.end()
    await expectFound({ kind: 'postgres', url })
  })
})

async function makeOld(connection: WriteConnection): Promise<void> {
  const { dialect } = connection
  const run = async (sql: string, ...parameters: readonly SqlValue[]): Promise<void> =>
    void (await connection.query(inDialect(dialect, sql), parameters))
  await connection.begin()
  await run(
    'create table migrations (number integer primary key, name text not null, applied_at bigint not null)',
  )
  // Migrations speak of tables that come and go; the schema of today is not theirs.
  const db = (await connection.kysely()) as unknown as Kysely<unknown>
  for (const [index, { name, up }] of MIGRATIONS.slice(0, BEFORE).entries()) {
    await up(db, dialect)
    await run('insert into migrations values (?, ?, 0)', index + 1, name)
  }
  await run(
    `insert into workspaces (id, name, slug, plan, created_at) values ('w', 'W', 'w', 'pro', 0)`,
  )
  await run(
    `insert into authorities (id, workspace_id, name, common_name, key_algorithm, created_at,
      has_passphrase, depth, certificate_id) values (?, 'w', 'CA', 'CA', 'ECDSA-P256', 0, 0, 0, ?)`,
    CA,
    'own',
  )
  const rows = [
    [ORIGINAL, null, NOW],
    [FIRST, ORIGINAL, NOW + 1],
    [SECOND, ORIGINAL, NOW + 2],
    // Begun and never finished: it took nobody's place.
    [INTENT, SECOND, null],
  ] as const
  for (const [place, [id, renewedFrom, listedAt]] of rows.entries()) {
    await run(
      `insert into certificates (id, authority_id, serial_number, mode, common_name, search_name,
        subject_has_common_name, san_dns, san_ip, key_algorithm, key_hash, not_before, not_after,
        validity_days, created_at, renewed_from_id, issued_at, listed_at)
       values (?, ?, ?, 'managed', 'old.example.com', 'old.example.com', 1,
        '["old.example.com","hidden.example.net"]', '["192.0.2.1"]', 'ECDSA-P256', ?, ?, ?, 90, ?, ?, ?, ?)`,
      id,
      CA,
      `${place}ABC`,
      new Uint8Array(32),
      NOW,
      NOW + 90 * 86_400_000,
      NOW + place,
      renewedFrom,
      listedAt,
      listedAt,
    )
    const { rows: made } = await connection.query(
      inDialect(dialect, 'select seq from certificates where id = ?'),
      [id],
    )
    await run(
      'insert into certificate_bytes (seq, bytes) values (?, ?)',
      made[0]!['seq']!,
      bytesOf(id),
    )
  }
  await connection.commit()
}

async function expectFound(location: StoreLocation): Promise<void> {
  await using store = await openStore({
    location,
    auditKey: AUDIT_KEY,
    now: () => NOW,
    role: 'server',
    migrate: true,
  })
  const get = async (id: typeof CA) => store.certificates.get(id)
  expect(await get(ORIGINAL)).toMatchObject({ replacedById: SECOND, origin: null })
  expect(await get(SECOND)).toMatchObject({ renewedFromId: ORIGINAL, replacedById: null })
  const found = async (search: string) => {
    const digits = /^[0-9A-F]{8,}$/.test(search) ? search : undefined
    const filter = { authorityIds: [CA], search, digits, searchIn: 'names' } as const
    const page = await store.certificates.list(filter, { offset: 0, limit: 9 })
    return page.certificates.map(({ id }) => id)
  }
  expect(await found('hidden.example')).toEqual([SECOND, FIRST, ORIGINAL])
  const fingerprint = createHash('sha256').update(bytesOf(FIRST)).digest('hex').toUpperCase()
  expect(await found(fingerprint)).toEqual([FIRST])
}
