import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Certificate } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, issueFrom, startIssuing, type Issuing } from '../_kit/issuing.ts'
import { startPostgres, type PostgresCluster } from '../_kit/postgres.ts'
import {
  askOcsp,
  certificateFrom,
  fetchList,
  isListed,
  until,
  type Told,
} from '../_kit/relying-party.ts'
import { startServer, type TestServer } from '../_kit/server.ts'
import { requireTool } from '../_kit/tools.ts'

const programs = requireTool('postgresql')
const MINUTE = 60_000
const SOON = 5000

interface Leaf {
  readonly id: string
  readonly certificate: Certificate
}

describe.skipIf(programs === null)('revocation with two servers on one PostgreSQL', () => {
  let cluster: PostgresCluster
  let one: Issuing
  let two: TestServer
  let issuer: Certificate

  beforeAll(async () => {
    cluster = await startPostgres(programs ?? '')
    const database = cluster.createDatabase('revoking')
    one = await startIssuing({ environment: { CERTMAN_DATABASE_URL: database } })
    issuer = certificateFrom(one.chain[0] ?? '')
    const masterKey = await readFile(join(one.directory, 'data', 'master.key'), 'utf8')
    // The second one has a role of its own, so that it alone can be cut off.
    cluster.query('create role second superuser login')
    two = await startServer({
      environment: {
        CERTMAN_DATABASE_URL: database.replace('postgres://postgres@', 'postgres://second@'),
        CERTMAN_MASTER_KEY: masterKey.trim(),
      },
    })
  })
  afterAll(async () => {
    await two[Symbol.asyncDispose]()
    await one[Symbol.asyncDispose]()
    await cluster[Symbol.asyncDispose]()
  })

  async function issue(commonName: string): Promise<Leaf> {
    const issued = await issueFrom(one, { commonName, keyAlgorithm: 'ECDSA-P256' })
    return { id: issued.id, certificate: certificateFrom(issued.certificatePem) }
  }

  const revoke = ({ id }: Leaf): Promise<unknown> =>
    call(one, 'POST', `/v1/certificates/${id}/revoke`)

  const told = (server: TestServer, { certificate }: Leaf): Promise<Told> =>
    askOcsp(`${server.url}/ocsp/${one.issuingId}`, certificate, issuer)

  const list = (server: TestServer) => fetchList(`${server.url}/crl/${one.issuingId}.crl`, issuer)

  /** Until what a server says of a certificate comes from its memory. */
  async function remember(server: TestServer, leaf: Leaf): Promise<void> {
    for (let time = 0; time < 3; time++) expect(await told(server, leaf)).toBe('good')
  }

  test('what one revokes, the other calls revoked at once', async () => {
    for (let index = 0; index < 20; index++) {
      const leaf = await issue(`both${index}.example`)
      await remember(one, leaf)
      await remember(two, leaf)
      await revoke(leaf)
      expect(await Promise.all([told(two, leaf), told(one, leaf)])).toEqual(['revoked', 'revoked'])
    }
  })

  test('one that stood still meanwhile never says "good" from memory', async () => {
    for (let index = 0; index < 3; index++) {
      const leaf = await issue(`stopped${index}.example`)
      await remember(two, leaf)
      process.kill(two.pid, 'SIGSTOP')
      try {
        await revoke(leaf)
        // They wait in its socket: the first thing that it does is to answer them.
        const asked = Array.from({ length: 8 }, () => told(two, leaf))
        await pause(50)
        process.kill(two.pid, 'SIGCONT')
        for (const answer of await Promise.all(asked)) {
          expect(['revoked', 'tryLater']).toContain(answer)
        }
      } finally {
        process.kill(two.pid, 'SIGCONT')
      }
      await until(async () => (await told(two, leaf)) === 'revoked', 3000)
    }
  })

  test('one that is cut off from the database never says "good" after that', async () => {
    const leaf = await issue('cut.example')
    await remember(two, leaf)
    cluster.query('alter role second nologin')
    cluster.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'second'`)
    try {
      await revoke(leaf)
      for (let time = 0; time < 40; time++) {
        expect(await told(two, leaf)).toBe('tryLater')
        await pause(25)
      }
    } finally {
      cluster.query('alter role second login')
    }
    await until(async () => (await told(two, leaf)) === 'revoked', 5000)
    const fresh = await issue('after.example')
    expect(await told(two, fresh)).toBe('good')
  })

  test('each number is published once, and numbers only rise', async () => {
    const leaves = await Promise.all(
      Array.from({ length: 30 }, (_, index) => issue(`rising${index}.example`)),
    )
    const seen = new Map<bigint, string>()
    const watching = new AbortController()
    const watch = async (server: TestServer): Promise<void> => {
      let last = 0n
      while (!watching.signal.aborted) {
        const { number = 0n, der } = await list(server)
        expect(number).toBeGreaterThanOrEqual(last)
        last = number
        const hash = createHash('sha256').update(der).digest('hex')
        expect(seen.get(number) ?? hash).toBe(hash)
        seen.set(number, hash)
        await pause(5)
      }
    }
    const watches = [watch(one), watch(two)]
    for (const leaf of leaves) {
      await revoke(leaf)
      await pause(60)
    }
    const last = leaves.at(-1)
    if (last) await until(async () => isListed(await list(two), last.certificate), 1000)
    watching.abort()
    await Promise.all(watches)
    expect(seen.size).toBeGreaterThan(3)
    const whole = await list(one)
    for (const { certificate } of leaves) expect(isListed(whole, certificate)).toBe(true)
  })

  test('both publish after one has died at it', async () => {
    const leaf = await issue('survivor.example')
    // As if a server had died within a publication: a lease that nobody returns.
    cluster.query(
      `update revocation_lists set lease_holder = 'dead', lease_until =
        (extract(epoch from clock_timestamp()) * 1000)::bigint + 2000`,
      'revoking',
    )
    await revoke(leaf)
    expect(await told(two, leaf)).toBe('revoked')
    await until(async () => isListed(await list(two), leaf.certificate), 5000)
  })

  describe('while the database is away', () => {
    test('stopped: tryLater, refusals, and nothing is lost', async () => {
      const [good, revoked] = [await issue('good.example'), await issue('revoked.example')]
      await remember(one, good)
      await revoke(revoked)
      await cluster.stop()
      const stopped = performance.now()
      try {
        expect(await told(one, revoked)).toMatch(/^(revoked|tryLater)$/)
        const refused = await fetch(`${one.url}/v1/certificates/${good.id}/revoke`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${one.apiKey}` },
        })
        expect(refused.status).toBe(503)
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
        expect((await fetch(`${one.url}/crl/${one.issuingId}.crl`)).status).toBe(503)
        // A second after its last poll it no longer answers from memory either.
        await pause(Math.max(0, 1300 - (performance.now() - stopped)))
        for (const server of [one, two]) {
          expect([await told(server, good), await told(server, revoked)]).toEqual([
            'tryLater',
            'tryLater',
          ])
        }
      } finally {
        await cluster.start()
      }
      for (const server of [one, two]) {
        await until(async () => (await told(server, good)) === 'good', 5000)
        expect(await told(server, revoked)).toBe('revoked')
      }
      await until(async () => isListed(await list(two), revoked.certificate), 5000)
      await revoke(good)
      expect(await told(two, good)).toBe('revoked')
    })

    test('for a whole minute: never "good", every refusal at once, and all of it back afterwards', async () => {
      const [good, revoked] = [await issue('minute.example'), await issue('minute-late.example')]
      await remember(one, good)
      await revoke(revoked)
      await cluster.stop()
      const stopped = performance.now()
      const refusals = new Set<number>()
      let slowest = 0
      try {
        await pause(1300)
        while (performance.now() - stopped < MINUTE) {
          const asked = performance.now()
          for (const server of [one, two]) {
            expect(await told(server, good)).toBe('tryLater')
            expect(await told(server, revoked)).toBe('tryLater')
          }
          const path = `${one.url}/v1/certificates/${good.id}/revoke`
          const headers = { Authorization: `Bearer ${one.apiKey}` }
          refusals.add((await fetch(path, { method: 'POST', headers })).status)
          slowest = Math.max(slowest, performance.now() - asked)
          await pause(2000)
        }
      } finally {
        await cluster.start()
      }
      expect([...refusals]).toEqual([503])
      // Five questions and a refusal, none of which waited for a database that is not there.
      expect(slowest).toBeLessThan(SOON)
      for (const server of [one, two]) {
        await until(async () => (await told(server, good)) === 'good', SOON)
        expect(await told(server, revoked)).toBe('revoked')
        await until(async () => isListed(await list(server), revoked.certificate), SOON)
      }
      // What was refused was not done, and can be done now.
      await revoke(good)
      expect(await told(two, good)).toBe('revoked')
    }, 120_000)

    test('frozen: tryLater within seconds, and the truth when it thaws', async () => {
      const [good, revoked] = [await issue('frozen.example'), await issue('late.example')]
      await remember(one, good)
      cluster.freeze()
      let revoking: Promise<unknown> | undefined
      try {
        await pause(1300)
        revoking = revoke(revoked)
        expect(await told(one, good)).toBe('tryLater')
      } finally {
        cluster.thaw()
      }
      // Nobody was told anything yet; now the caller is, and it is so.
      await revoking
      expect(await told(two, revoked)).toBe('revoked')
      await until(async () => (await told(one, good)) === 'good', 5000)
      await until(async () => isListed(await list(one), revoked.certificate), 5000)
    })
  })
})
