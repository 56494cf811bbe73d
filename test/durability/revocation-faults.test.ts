import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { serialNumberToHex, type Certificate, type RevocationList } from '@certman/x509'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addLeaves } from '../_kit/bulk-certificates.ts'
import { freePort } from '../_kit/free-port.ts'
import { issueFrom, startIssuing, type Issuing } from '../_kit/issuing.ts'
import {
  addressesIn,
  askOcsp,
  certificateFrom,
  fetchList,
  isListed,
  until,
} from '../_kit/relying-party.ts'
import { startServer, type TestServer } from '../_kit/server.ts'

let directory = ''
/** The same port after every start, so that what certificates name stays where it is. */
let environment: Record<string, string> = {}
let server: Issuing
let issuer: Certificate

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-revocation-'))
  environment = { CERTMAN_PORT: String(await freePort()) }
  server = await startIssuing({ directory, environment })
  issuer = certificateFrom(server.chain[0] ?? '')
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

interface Leaf {
  readonly id: string
  readonly certificate: Certificate
}

async function issue(commonName: string): Promise<Leaf> {
  const { id, certificatePem } = await issueFrom(server, { commonName, keyAlgorithm: 'ECDSA-P256' })
  return { id, certificate: certificateFrom(certificatePem) }
}

/** @returns the list number that the answer names */
async function revoke({ id }: Leaf): Promise<number> {
  const response = await fetch(`${server.url}/v1/certificates/${id}/revoke`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.apiKey}` },
  })
  expect(response.status, await response.text()).toBe(200)
  return Number(response.headers.get('certman-crl-number'))
}

const list = (leaf: Leaf): Promise<RevocationList> =>
  fetchList(addressesIn(leaf.certificate).list, issuer)
const told = ({ certificate }: Leaf) => askOcsp(addressesIn(certificate).ocsp, certificate, issuer)

const again = (): Promise<TestServer> => startServer({ directory, environment })

test('fifty times: OCSP says revoked when revoke returns, the list within a second', async () => {
  const leaves: Leaf[] = []
  for (let index = 0; index < 50; index++) leaves.push(await issue(`leaf${index}.example`))
  // From now on the answer "good" is in memory.
  for (const leaf of leaves) expect(await told(leaf)).toBe('good')
  // One after the other, as callers come, some into the middle of a publication.
  const milliseconds = await Promise.all(
    leaves.map(async (leaf, index) => {
      await pause(index * 40)
      const number = await revoke(leaf)
      const returned = performance.now()
      expect(await told(leaf)).toBe('revoked')
      await until(async () => isListed(await list(leaf), leaf.certificate), 1000)
      const taken = performance.now() - returned
      expect(Number((await list(leaf)).number)).toBeGreaterThanOrEqual(number)
      return taken
    }),
  )
  expect(milliseconds).toHaveLength(50)
  expect(Math.max(...milliseconds)).toBeLessThan(1000)
})

test('killed between a revocation and its publication: nothing is forgotten', async () => {
  for (let round = 0; round < 4; round++) {
    const leaf = await issue(`killed${round}.example`)
    const number = await revoke(leaf)
    await server.kill()
    const restarted = await again()
    server = { ...server, ...restarted, apiKey: server.apiKey }
    expect(await told(leaf)).toBe('revoked')
    await until(async () => isListed(await list(leaf), leaf.certificate), 1000)
    expect(Number((await list(leaf)).number)).toBeGreaterThanOrEqual(number)
  }
})

test('killed again and again while a long list is published', async () => {
  const COUNT = 60_000
  const first = await issue('first.example')
  await revoke(first)
  await until(async () => isListed(await list(first), first.certificate), 1000)
  await server.kill()
  const database = join(directory, 'data', 'certman.db')
  const serials = addLeaves(database, server.issuingId, {
    count: COUNT,
    revoked: true,
    tellSerials: true,
  })
  let number = 0
  for (let round = 0; round < 6; round++) {
    const restarted = await again()
    // Reading, building, signing and writing take half a second: every stage is hit sooner or later.
    await pause(100 * round)
    // What is published is whole, and not older than what was there.
    const seen = await list(first)
    expect(isListed(seen, first.certificate)).toBe(true)
    expect(Number(seen.number)).toBeGreaterThanOrEqual(number)
    number = Number(seen.number)
    await restarted.kill()
    expect(damageOf(database)).toBe('ok')
  }
  server = { ...server, ...(await again()), apiKey: server.apiKey }
  const last = await issue('last.example')
  await revoke(last)
  await until(async () => isListed(await list(last), last.certificate), 10_000)
  const whole = await list(last)
  expect(Number(whole.number)).toBeGreaterThan(number)
  const listed = new Set<string>()
  for (const { serialNumber } of whole.entries) listed.add(serialNumberToHex(serialNumber))
  expect(serials.filter((serial) => !listed.has(serial))).toEqual([])
  expect(listed.size).toBe(COUNT + 2)
}, 180_000)

function damageOf(database: string): unknown {
  const db = new DatabaseSync(database)
  const row = db.prepare('pragma quick_check').get()
  db.close()
  return row?.['quick_check']
}
