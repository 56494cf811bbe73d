import { afterAll, beforeAll, describe } from 'vitest'
import { startPostgres, type PostgresCluster } from '../../../test/_kit/postgres.ts'
import { requireTool } from '../../../test/_kit/tools.ts'
import { AUDIT_KEY } from './_fixtures.ts'
import { storeSuite } from './_suite.ts'
import { openStore } from './open.ts'

const programs = requireTool('postgresql')

describe.skipIf(programs === null)('on a cluster of its own', () => {
  let cluster: PostgresCluster

  beforeAll(async () => {
    cluster = await startPostgres(programs ?? '')
  })
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]()
  })

  storeSuite('PostgreSQL', async () => {
    const url = cluster.createDatabase('suite')
    return {
      open: async (changes) =>
        openStore({
          location: { kind: 'postgres', url },
          auditKey: AUDIT_KEY,
          now: Date.now,
          role: 'server',
          migrate: true,
          ...changes,
        }),
      [Symbol.asyncDispose]: async () => {},
    }
  })
})
