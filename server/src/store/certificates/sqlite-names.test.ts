import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addWorld, AUDIT_KEY, NOW } from '../_fixtures.ts'
import { fillSqlite } from '../_million.ts'
import { openStore } from '../open.ts'
import { databasePath } from '../sqlite/engine.ts'
import type { CertificateFilter } from './certificate-store.ts'
import type { Store } from '../store.ts'

/** More than are counted exactly: their pages by name are met by another way than those of few. */
const COUNT = 12_000
const LIMIT = 25

describe('pages of many certificates by name, on SQLite', () => {
  let directory: string
  let store: Store
  let authorityIds: readonly string[]

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'certman-names-'))
    const open = () =>
      openStore({
        location: { kind: 'sqlite', directory },
        auditKey: AUDIT_KEY,
        now: Date.now,
        role: 'server',
        migrate: true,
      })
    {
      await using first = await open()
      const { root, issuing } = await addWorld(first)
      authorityIds = [issuing.id, root.id]
      fillSqlite({ directory, count: COUNT, authorityIds: [issuing.id, root.id], now: NOW })
    }
    store = await open()
  })
  afterAll(async () => {
    await store?.[Symbol.asyncDispose]()
    rmSync(directory, { recursive: true, force: true })
  })

  const FILTERS: Readonly<Record<string, readonly [filter: CertificateFilter, condition: string]>> =
    {
      'all of them': [{}, '1 = 1'],
      'those in force': [
        { status: 'active', replaced: false, expiresAfter: NOW - 300 * 86_400_000 },
        `revoked_at is null and replaced_by_id is null and not_after > ${NOW - 300 * 86_400_000}`,
      ],
      'those of one algorithm': [{ keyAlgorithm: 'ECDSA-P256' }, "key_algorithm = 'ECDSA-P256'"],
      'those that a search finds': [
        { search: 'example', searchIn: 'names' },
        "search_name like '%example%'",
      ],
    }

  function expected(condition: string, descending: boolean): readonly string[] {
    using database = new DatabaseSync(databasePath(directory), { readOnly: true })
    const direction = descending ? 'desc' : 'asc'
    const rows = database
      .prepare(
        `select common_name from certificates where listed_at is not null and ${condition}
         and authority_id in (${authorityIds.map((id) => `'${id}'`).join(', ')})
         order by search_name ${direction}, not_after ${direction}, seq ${direction}`,
      )
      .all()
    return rows.map((row) => String(row['common_name']))
  }

  const cases = Object.entries(FILTERS).flatMap(([name, [filter, condition]]) =>
    [false, true].map((descending) => [name, descending, filter, condition] as const),
  )
  test.each(cases)('%s, descending: %s', async (_, descending, filter, condition) => {
    const names = expected(condition, descending)
    expect(names.length).toBeGreaterThan(10_000)
    // The beginning, both sides of where the way changes, and the end.
    for (const offset of [0, 500, 975, 1000, 4000, names.length - 10]) {
      const order = { by: 'name', descending } as const
      const { certificates } = await store.certificates.list(
        filter,
        { offset, limit: LIMIT },
        order,
      )
      const found = certificates.map(({ commonName }) => commonName)
      expect(found, `from ${offset}`).toEqual(names.slice(offset, offset + LIMIT))
    }
  })
})
