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
import { SCHEMA_VERSION } from '../migrate.ts'
import { MIGRATIONS } from '../migrations/all.ts'
import { openStore, type StoreLocation } from '../open.ts'
import { PostgresWriteConnection } from '../postgres/connection.ts'
import { clientOptions } from '../postgres/client-options.ts'
import { SqliteConnection } from '../sqlite/connection.ts'
import { databasePath } from '../sqlite/engine.ts'

/** The first of this point's migrations has this number; databases of all before it exist. */
const BEFORE = MIGRATIONS.findIndex(({ name }) => name === 'revocation-lists')

const CA = uuid()
const REVOKED = uuid()
const LATER = uuid()
const GOOD = uuid()

describe('a database from before revocation lists', () => {
  test('on SQLite gets its lists, with what was revoked on them', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'certman-migration-'))
    try {
      const path = databasePath(directory)
      const connection = new SqliteConnection({ path, readOnly: false, cacheKibibytes: 1024 })
      await makeOld(connection)
      connection.close()
      await expectLists({ kind: 'sqlite', directory })
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
    await expectLists({ kind: 'postgres', url })
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
  await run(`insert into workspaces values ('w', 'W', 'w', 'pro', 0)`)
  await run(
    `insert into authorities (id, workspace_id, name, common_name, key_algorithm, created_at,
      has_passphrase, depth, certificate_id) values (?, 'w', 'CA', 'CA', 'ECDSA-P256', 0, 0, 0, ?)`,
    CA,
    'own',
  )
  const rows = [
    ['own', null, CA],
    [REVOKED, NOW, null],
    [LATER, NOW + 7, null],
    [GOOD, null, null],
  ] as const
  for (const [index, [id, revokedAt, subject]] of rows.entries()) {
    await run(
      `insert into certificates (id, authority_id, subject_authority_id, serial_number, common_name,
        search_name, subject_has_common_name, san_dns, san_ip, key_algorithm, key_hash, not_before,
        not_after, validity_days, created_at, issued_at, listed_at, revoked_at, revocation_reason)
      values (?, ?, ?, ?, 'x', 'x', 1, '[]', '[]', '', ?, 0, ?, 1, 0, 0, ?, ?, ?)`,
      id,
      CA,
      subject,
      `0${index}`,
      new Uint8Array(32),
      NOW * 2,
      subject === null ? 0 : null,
      revokedAt,
      revokedAt === null ? null : 'superseded',
    )
  }
  await run(`insert into certificate_bytes (seq, bytes) select seq, key_hash from certificates`)
  await connection.commit()
}

async function expectLists(location: StoreLocation): Promise<void> {
  const options = { location, auditKey: AUDIT_KEY, now: Date.now, role: 'server' } as const
  await expect(openStore({ ...options, migrate: false })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining(`schema ${BEFORE} and this version of Certman needs`),
  })
  expect(SCHEMA_VERSION).toBe(MIGRATIONS.length)
  await using store = await openStore({ ...options, migrate: true })
  expect((await store.authorities.get(CA))?.shards).toBe(1)
  const [shard, ...others] = await store.revocationLists.shards(CA)
  expect(others).toEqual([])
  expect(shard).toMatchObject({ shard: 0, wantedNumber: NOW + 7, publishedNumber: 0 })
  const due = await store.revocationLists.due(Date.now(), 10)
  expect(due.map(({ authorityId }) => authorityId)).toEqual([CA])
  const changes = async (): Promise<readonly number[]> => {
    const range = { after: { number: -1, seq: 0 }, before: Number.MAX_SAFE_INTEGER }
    const id = { authorityId: CA, shard: 0 }
    return Array.from((await store.revocationLists.changes(id, range, 10)).revokedAt)
  }
  expect(await changes()).toEqual([NOW, NOW + 7])
  const revocation = { revokedAt: NOW + 9, reason: 'superseded' } as const
  const outcome = await store.certificates.revoke(GOOD, revocation, [])
  expect(outcome).toMatchObject({ kind: 'revoked', list: { shard: 0 } })
  expect(await changes()).toEqual([NOW, NOW + 7, NOW + 9])
  const held = { authorityIds: [CA], status: 'revoked' } as const
  expect((await store.certificates.list(held, { offset: 0, limit: 10 })).total).toBe(3)
}
