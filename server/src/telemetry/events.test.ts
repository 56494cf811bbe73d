import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import {
  backgroundTaskFailed,
  certificateIssued,
  certificateRenewed,
  certificateRevoked,
  certificatesRevoked,
  listPublished,
  ocspAnswered,
  ocspRecalled,
  requestCompleted,
  requestFailed,
  requestRefused,
  writesCommitted,
  type Telemetry,
} from './events.ts'
import { createLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'

interface Line {
  readonly level: string
  readonly msg: string
}

async function observed(
  act: (telemetry: Telemetry) => void,
): Promise<{ lines: Line[]; metrics: string }> {
  const lines: Line[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)) as Line)
      done()
    },
  })
  const telemetry = {
    logger: await createLogger({ level: 'trace', format: 'json', destination }),
    metrics: createMetrics(),
  }
  act(telemetry)
  return { lines, metrics: await telemetry.metrics.text() }
}

const ISSUED = {
  certificateId: 'c',
  authorityId: 'a',
  serialNumber: '01',
  mode: 'csr',
  algorithm: 'ECDSA-P256',
  requestId: 'r',
}
const REQUEST = {
  route: '/v1/certificates/{id}',
  seconds: 0.004,
  requestId: 'r',
  address: '127.0.0.1',
}

test('issuing and renewing count together, by mode and algorithm, and log one line each', async () => {
  const { lines, metrics } = await observed((telemetry) => {
    certificateIssued(telemetry, ISSUED)
    certificateRenewed(telemetry, { ...ISSUED, renewedFromId: 'b' })
  })
  expect(metrics).toContain(
    'certman_certificates_issued_total{mode="csr",algorithm="ECDSA-P256"} 2',
  )
  expect(lines).toMatchObject([
    { level: 'info', msg: 'certificate issued', certificateId: 'c' },
    { level: 'info', msg: 'certificate renewed', renewedFromId: 'b' },
  ])
})

test('revoking counts by reason and says when only the reason changed', async () => {
  const revoked = { certificateId: 'c', authorityId: 'a', serialNumber: '01', requestId: null }
  const { lines, metrics } = await observed((telemetry) => {
    certificateRevoked(telemetry, { ...revoked, reason: 'certificateHold', replaced: null })
    certificateRevoked(telemetry, {
      ...revoked,
      reason: 'keyCompromise',
      replaced: 'certificateHold',
    })
  })
  expect(metrics).toContain('certman_certificates_revoked_total{reason="keyCompromise"} 1')
  expect(lines.map(({ msg }) => msg)).toEqual([
    'certificate revoked',
    'reason of revocation changed',
  ])
})

test('a batch of revocations counts as many and logs one line', async () => {
  const { lines, metrics } = await observed((telemetry) => {
    certificatesRevoked(telemetry, { authorityId: 'a', count: 1_000, reason: 'superseded' })
    listPublished(telemetry, { authorityId: 'a', shard: 0, number: 7 })
  })
  expect(metrics).toContain('certman_certificates_revoked_total{reason="superseded"} 1000')
  expect(metrics).toContain('certman_revocation_lists_published_total 1')
  expect(lines).toMatchObject([
    { level: 'info', count: 1_000 },
    { level: 'debug', number: 7 },
  ])
})

test('OCSP answers count by what they say and where they come from, without a line', async () => {
  const { lines, metrics } = await observed((telemetry) => {
    ocspAnswered(telemetry, 'tryLater')
    ocspAnswered(telemetry, 'good')
    ocspRecalled(telemetry, 'good')
    ocspRecalled(telemetry, 'good')
  })
  expect(metrics).toContain('certman_ocsp_answers_total{status="tryLater",source="signed"} 1')
  expect(metrics).toContain('certman_ocsp_answers_total{status="good",source="signed"} 1')
  expect(metrics).toContain('certman_ocsp_answers_total{status="good",source="memory"} 2')
  expect(lines).toEqual([])
})

test('a request is measured by its route; reads are logged at debug, the rest at info', async () => {
  const { lines, metrics } = await observed((telemetry) => {
    requestCompleted(telemetry, { ...REQUEST, method: 'GET', status: 200 })
    requestCompleted(telemetry, { ...REQUEST, method: 'POST', status: 201 })
  })
  expect(lines.map(({ level }) => level)).toEqual(['debug', 'info'])
  expect(metrics).toContain(
    'http_server_request_duration_seconds_bucket{le="0.005",method="GET",route="/v1/certificates/{id}",status="200"} 1',
  )
})

test('refusals and failures count by code; only failures are errors and carry their cause', async () => {
  const { lines, metrics } = await observed((telemetry) => {
    requestRefused(telemetry, { code: 'forbidden', message: 'no access', requestId: 'r' })
    requestFailed(telemetry, { code: 'internal', error: new Error('broken'), requestId: 'r' })
    backgroundTaskFailed(telemetry, { task: 'prune', error: new Error('away') })
  })
  expect(metrics).toContain('certman_refusals_total{code="forbidden"} 1')
  expect(metrics).toContain('certman_refusals_total{code="internal"} 1')
  expect(lines).toMatchObject([
    { level: 'debug', reason: 'no access' },
    { level: 'error', err: { message: 'broken' } },
    { level: 'error', task: 'prune', err: { message: 'away' } },
  ])
})

test('commits are measured by size, and the process is watched from the first scrape on', async () => {
  const { metrics } = await observed((telemetry) => {
    writesCommitted(telemetry, 1)
    writesCommitted(telemetry, 12)
  })
  expect(metrics).toContain('certman_store_commit_size_bucket{le="8"} 1')
  expect(metrics).toContain('certman_store_commit_size_bucket{le="16"} 2')
  expect(metrics).toContain('process_resident_memory_bytes')
})

test('two servers in one process count apart, and a second scrape works', async () => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.refusals.inc({ code: 'conflict' })
  expect(await other.text()).not.toContain('conflict')
  expect(await one.text()).toContain('conflict')
  expect(await one.text()).toContain('conflict')
})
