import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { AUDIT_KEY, NOW, uuid } from '../_fixtures.ts'
import type { SqlValue } from '../connection.ts'
import { MIGRATIONS } from '../migrations/all.ts'
import { openStore } from '../open.ts'
import { SqliteConnection } from '../sqlite/connection.ts'
import { databasePath } from '../sqlite/engine.ts'

/** Databases of all migrations before this one exist. */
const BEFORE = MIGRATIONS.findIndex(({ name }) => name === 'sessions')

test('a database from before anybody signed in: the owner of its first workspace operates it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'certman-migration-'))
  const [first, second, member] = [uuid(), uuid(), uuid()]
  try {
    const connection = new SqliteConnection({
      path: databasePath(directory),
      readOnly: false,
      cacheKibibytes: 1024,
    })
    const run = async (sql: string, ...parameters: readonly SqlValue[]): Promise<void> =>
      void (await connection.query(sql, parameters))
    await connection.begin()
    await run('create table migrations (number integer primary key, name text, applied_at integer)')
    const db = (await connection.kysely()) as unknown as Kysely<unknown>
    for (const [index, { name, up }] of MIGRATIONS.slice(0, BEFORE).entries()) {
      await up(db, 'sqlite')
      await run('insert into migrations values (?, ?, 0)', index + 1, name)
    }
    for (const id of [first, second, member]) {
      await run('insert into users values (?, ?, 0)', id, `${id}@example.com`)
    }
    await run(`insert into workspaces values ('late', 'L', 'late', 'pro', 2)`)
    await run(`insert into workspaces values ('early', 'E', 'early', 'pro', 1)`)
    for (const [workspace, user, role] of [
      ['late', second, 'owner'],
      ['early', first, 'owner'],
      ['early', member, 'admin'],
    ] as const) {
      await run('insert into members values (?, ?, ?)', workspace, user, role)
    }
    await run('insert into setup_tokens values (?, ?, ?)', new Uint8Array(32), first, NOW + 5)
    await connection.commit()
    connection.close()

    await using store = await openStore({
      location: { kind: 'sqlite', directory },
      auditKey: AUDIT_KEY,
      now: () => NOW,
      role: 'server',
      migrate: true,
    })
    const accounts = [first, second, member].map(async (id) => store.signIn.account(id))
    expect((await Promise.all(accounts)).map((account) => account?.isOperator)).toEqual([
      true,
      false,
      false,
    ])
    // A link that was printed before goes on.
    const setup = await store.signIn.setup(new Uint8Array(32), NOW)
    expect(setup?.account).toMatchObject({ id: first, passwordHash: null, name: '' })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
