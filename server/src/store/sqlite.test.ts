import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AUDIT_KEY } from './_fixtures.ts'
import { storeSuite, type Place } from './_suite.ts'
import { openStore } from './open.ts'

async function makePlace(): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'certman-store-'))
  return {
    open: async (changes) =>
      openStore({
        location: { kind: 'sqlite', directory },
        auditKey: AUDIT_KEY,
        now: Date.now,
        role: 'server',
        migrate: true,
        ...changes,
      }),
    [Symbol.asyncDispose]: async () => rmSync(directory, { recursive: true, force: true }),
  }
}

storeSuite('SQLite', makePlace)
storeSuite(
  'SQLite, as an operator on one thread',
  async () => {
    const place = await makePlace()
    return { ...place, open: async (changes) => place.open({ role: 'operator', ...changes }) }
  },
  'server',
)
