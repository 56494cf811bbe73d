import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueFrom, startIssuing, type Issued, type Issuing } from '../_kit/issuing.ts'
import { startServer } from '../_kit/server.ts'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import {
  addressesIn,
  askOcsp,
  certificateFrom,
  fetchList,
  isListed,
  until,
  type Told,
} from '../_kit/relying-party.ts'

const PUBLISHED_WITHIN = 10_000

let server: Issuing

beforeAll(async () => {
  server = await startIssuing()
})

afterAll(() => server[Symbol.asyncDispose]())

function command(words: readonly string[], answers?: readonly string[]): Promise<Ran> {
  const { port } = new URL(server.url)
  const variables = { CERTMAN_DATA_DIR: join(server.directory, 'data'), CERTMAN_PORT: port }
  return runCommand(words, { variables, ...(answers && { answers }) })
}

async function done(words: readonly string[], answers?: readonly string[]): Promise<Ran> {
  const ran = await command(words, answers)
  expect(ran.code, ran.talk).toBe(0)
  return ran
}

const issue = (name: string): Promise<Issued> => issueFrom(server, { commonName: name })

const issuer = () => certificateFrom(server.chain[0] ?? '')

function told({ certificatePem }: Issued): Promise<Told> {
  const certificate = certificateFrom(certificatePem)
  return askOcsp(addressesIn(certificate).ocsp, certificate, issuer())
}

async function listed({ certificatePem }: Issued): Promise<boolean> {
  const certificate = certificateFrom(certificatePem)
  return isListed(await fetchList(addressesIn(certificate).list, issuer()), certificate)
}

test('a hold comes and goes, and a revocation stays: OCSP at once, the list from the server', async () => {
  const one = await issue('one.internal')
  expect(await told(one)).toBe('good')
  await done(['cert', 'revoke', one.id, '--reason', 'certificateHold'])
  expect(await told(one)).toBe('revoked')
  await until(() => listed(one), PUBLISHED_WITHIN)
  await done(['cert', 'release', one.id])
  expect(await told(one)).toBe('good')
  await until(async () => !(await listed(one)), PUBLISHED_WITHIN)
  const ran = await done(['cert', 'revoke', one.id, '--json'])
  expect(JSON.parse(ran.output)).toMatchObject({
    certificate: { id: one.id, common_name: 'one.internal', revocation_reason: 'unspecified' },
    crl: { url: expect.stringContaining(server.issuingId) },
  })
  expect(await told(one)).toBe('revoked')
  await until(() => listed(one), PUBLISHED_WITHIN)
  const again = await command(['cert', 'revoke', one.id])
  expect(again).toMatchObject({ code: 1, talk: expect.stringContaining('was revoked on') })
})

test('all of a span of time go together, once; what is outside of it stays', async () => {
  const before = await issue('before.internal')
  await new Promise((resolve) => setTimeout(resolve, 5))
  const since = new Date().toISOString()
  const many = [await issue('a.internal'), await issue('b.internal'), await issue('c.internal')]
  await new Promise((resolve) => setTimeout(resolve, 5))
  const end = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 5))
  const after = await issue('after.internal')
  const span = ['--ca', server.issuingId, '--since', since, '--until', end]
  const ran = await done(
    ['cert', 'revoke', ...span, '--reason', 'cessationOfOperation'],
    ['My Workspace Issuing CA'],
  )
  expect(ran.output).toBe('3 certificates revoked (cessationOfOperation)\n')
  expect(ran.talk).toContain('3 certificates issued since')
  expect(await Promise.all([...many, before, after].map(told))).toEqual([
    'revoked',
    'revoked',
    'revoked',
    'good',
    'good',
  ])
  await until(async () => (await Promise.all(many.map(listed))).every(Boolean), PUBLISHED_WITHIN)
  expect(await listed(after)).toBe(false)
  const again = await done(['cert', 'revoke', ...span, '--yes', '--json'])
  expect(JSON.parse(again.output)).toMatchObject({ revoked: 0 })
  expect((await done(['audit', 'verify'])).output).toContain('the audit is whole')
})

test('the doctor fetches what the server publishes, and the server measures it too', async () => {
  const { output } = await done(['doctor'])
  expect(output).toMatch(/^ok {4}revocation {4}2 lists and 2 OCSP responders, none near its end$/m)
  expect(output).toMatch(
    /^ok {4}from outside {2}4 lists and OCSP responders fetched and verified$/m,
  )
  const measured = async (): Promise<string> => (await fetch(`${server.url}/metrics`)).text()
  const gauge = `certman_crl_next_update_seconds{ca="${server.issuingId}",shard="0"}`
  // Its first look is five seconds after the start.
  await until(async () => (await measured()).includes(gauge), 30_000)
  const metrics = await measured()
  expect(metrics).toContain(`certman_ocsp_responder_not_after_seconds{ca="${server.issuingId}"}`)
  expect(metrics).toMatch(/^certman_revocation_lists_published_total [1-9]/m)
  expect(metrics).toMatch(/^certman_ocsp_answers_total\{status="revoked",source="signed"\} [1-9]/m)
  expect(metrics).toMatch(/^certman_store_commit_size_count [1-9]/m)
  expect(metrics).not.toMatch(/^certman_probe_failures_total\{/m)
})

test('with a certificate of our own for TLS the doctor believes our root', async () => {
  const environment = { CERTMAN_TLS: 'auto' }
  await using other = await startServer({ environment })
  const ran = await runCommand(['doctor'], {
    variables: {
      ...environment,
      CERTMAN_DATA_DIR: join(other.directory, 'data'),
      CERTMAN_PORT: new URL(other.url).port,
    },
  })
  expect(ran.output).toMatch(/^ok {4}from outside {2}4 lists and OCSP responders/m)
})
