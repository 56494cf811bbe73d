import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type PostgresCluster } from '../_kit/postgres.ts'
import { startServer } from '../_kit/server.ts'
import { requireTool } from '../_kit/tools.ts'

const programs = requireTool('postgresql')

describe.skipIf(programs === null)(
  'several instances that start at once on one empty database',
  () => {
    let cluster: PostgresCluster

    beforeAll(async () => {
      cluster = await startPostgres(programs ?? '')
    })
    afterAll(async () => {
      await cluster[Symbol.asyncDispose]()
    })

    test('make one workspace with one root and one issuing CA, and one of them shows a key', async () => {
      const environment = {
        CERTMAN_DATABASE_URL: cluster.createDatabase('together'),
        CERTMAN_MASTER_KEY: randomBytes(32).toString('hex'),
      }
      const servers = await Promise.all([1, 2, 3].map(() => startServer({ environment })))
      try {
        const keys = servers.map(({ apiKey }) => apiKey).filter((key) => key !== '')
        expect(keys).toHaveLength(1)
        for (const { url } of servers) {
          const answer = await fetch(`${url}/v1/cas`, {
            headers: { Authorization: `Bearer ${keys[0]}` },
          })
          const { cas } = (await answer.json()) as { cas: readonly { depth: number }[] }
          expect(cas.map(({ depth }) => depth)).toEqual([0, 1])
        }
      } finally {
        await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()))
      }
    })
  },
)
