import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../_kit/command-line.ts'
import { encodeRequest, HttpConnection, type HttpAnswer } from '../_kit/http-connection.ts'
import { issueFrom, startIssuing, type Issuing } from '../_kit/issuing.ts'
import { makeOwnRequest } from '../_kit/own-request.ts'
import { startPostgres, type PostgresCluster } from '../_kit/postgres.ts'
import { startServer, type TestServer } from '../_kit/server.ts'
import { requireTool } from '../_kit/tools.ts'
import { Ledger } from './ledger.ts'
import { runLoad, type Target } from './load.ts'
import { reconcile } from './reconcile.ts'

const programs = requireTool('postgresql')
/** A request that died holds its Idempotency-Key for 30 seconds (docs/issuance.md). */
const CLAIM_MILLISECONDS = 40_000

describe.skipIf(programs === null)('two servers on one PostgreSQL', () => {
  let cluster: PostgresCluster
  let shared: Record<string, string>
  let one: Issuing
  let two: TestServer

  beforeAll(async () => {
    cluster = await startPostgres(programs ?? '')
    shared = { CERTMAN_DATABASE_URL: cluster.createDatabase('shared') }
    one = await startIssuing({ environment: shared })
    // Whoever joins is given the same master key.
    const masterKey = await readFile(join(one.directory, 'data', 'master.key'), 'utf8')
    shared = { ...shared, CERTMAN_MASTER_KEY: masterKey.trim() }
    two = await startServer({ environment: shared })
  })
  afterAll(async () => {
    await two[Symbol.asyncDispose]()
    await one[Symbol.asyncDispose]()
    await cluster[Symbol.asyncDispose]()
  })

  function target(server: TestServer, apiKey = one.apiKey): Target {
    return { port: Number(new URL(server.url).port), apiKey, issuingId: one.issuingId }
  }

  async function ask(
    { port, apiKey }: Target,
    request: Omit<Parameters<typeof encodeRequest>[0], 'apiKey'>,
  ): Promise<HttpAnswer> {
    const connection = await HttpConnection.open(port)
    try {
      return await connection.request(encodeRequest({ ...request, apiKey }))
    } finally {
      connection.close()
    }
  }

  async function operate(...words: string[]): Promise<string> {
    const variables = { ...shared, CERTMAN_DATA_DIR: join(two.directory, 'data') }
    const { code, output, talk } = await runCommand(words, { variables })
    expect(code, talk + output).toBe(0)
    return output
  }

  test('what one issues, the other knows at once', async () => {
    expect(two.apiKey).toBe('')
    const { id, certificatePem } = await issueFrom(one, { commonName: 'shared.example.com' })
    const read = await ask(target(two), { method: 'GET', path: `/v1/certificates/${id}` })
    const { certificate }: { certificate: { certificate_pem: string } } = JSON.parse(read.body)
    expect(certificate.certificate_pem).toBe(certificatePem)
    const revoke = { method: 'POST', path: `/v1/certificates/${id}/revoke` } as const
    expect((await ask(target(two), revoke)).status).toBe(200)
    expect((await ask(target(one), revoke)).status).toBe(400)
  })

  test('the same Idempotency-Key at both at once makes one certificate', async () => {
    for (let round = 0; round < 12; round++) {
      const commonName = `both${round}.example.com`
      const request = {
        method: 'POST',
        path: '/v1/certificates',
        idempotencyKey: randomUUID(),
        body: { caId: one.issuingId, mode: 'csr', csrPem: makeOwnRequest(commonName) },
      } as const
      const answers = await Promise.all([one, two, one, two].map((s) => ask(target(s), request)))
      const issued = answers.filter(({ status }) => status === 200)
      expect(issued.length).toBeGreaterThanOrEqual(1)
      expect(new Set(issued.map(({ body }) => body)).size).toBe(1)
      for (const { status } of answers) expect([200, 409]).toContain(status)
      const search = { method: 'GET', path: `/v1/certificates?search=${commonName}` } as const
      expect(JSON.parse((await ask(target(two), search)).body)).toMatchObject({ total: 1 })
    }
  })

  test('a key that is revoked is refused at once by both', async () => {
    const words = ['--user', 'owner@localhost', '--name', 'soon revoked', '--ca', one.issuingId]
    const created = await operate('api-key', 'create', ...words, '--json')
    const apiKey = /cm_[0-9A-Za-z]{42}/.exec(created)?.[0] ?? ''
    const whoami = { method: 'GET', path: '/v1/whoami' } as const
    for (const server of [one, two]) {
      expect((await ask(target(server, apiKey), whoami)).status).toBe(200)
    }
    const { body } = await ask(target(one, apiKey), whoami)
    const { apiKey: key }: { apiKey: { id: string } } = JSON.parse(body)
    await operate('api-key', 'revoke', key.id)
    for (const server of [two, one]) {
      expect((await ask(target(server, apiKey), whoami)).status).toBe(401)
    }
  })

  test('a rate limit is one limit, however many servers count', async () => {
    const LIMIT = 20
    const environment = { ...shared, CERTMAN_RATE_LIMIT: `${LIMIT}/h` }
    await using third = await startServer({ environment })
    await using fourth = await startServer({ environment })
    const whoami = { method: 'GET', path: '/v1/whoami' } as const
    const asked = Array.from({ length: 2 * LIMIT }, (_, index) =>
      ask(target(index % 2 === 0 ? third : fourth), whoami),
    )
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(LIMIT)
    expect(statuses.filter((status) => status === 429)).toHaveLength(LIMIT)
  })

  test('one that is killed takes nothing with it, and the other goes on', async () => {
    const [killed, alive] = [new Ledger(), new Ledger()]
    const victim = await startServer({ environment: shared })
    const enough = new AbortController()
    const loads = [
      runLoad(target(victim), killed),
      runLoad(target(one), alive, { signal: enough.signal }),
    ]
    await pause(1200)
    await victim.kill()
    await victim[Symbol.asyncDispose]()
    const before = alive.issued.size
    await pause(800)
    enough.abort()
    await Promise.all(loads)

    expect(killed.issued.size).toBeGreaterThan(0)
    expect(killed.cut.length).toBeGreaterThan(0)
    expect(alive.issued.size).toBeGreaterThan(before)
    expect(alive.cut).toEqual([])
    const refused = [...killed.refusals, ...alive.refusals].filter(({ status }) => status !== 400)
    expect(refused).toEqual([])
    expect(await reconcile(target(two), alive)).toEqual([])
    expect(await reconcile(target(one), killed, CLAIM_MILLISECONDS)).toEqual([])
    const twice = cluster.query(
      'select count(*) from (select 1 from certificates group by authority_id, serial_number having count(*) > 1) t',
      'shared',
    )
    expect(twice.trim()).toBe('0')
  })

  test('the audit chains of all of them verify', async () => {
    const verified: { verified: boolean; chains: number } = JSON.parse(
      await operate('audit', 'verify', '--json'),
    )
    expect(verified).toMatchObject({ verified: true })
    expect(verified.chains).toBeGreaterThanOrEqual(3)
  })
})
