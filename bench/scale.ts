import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { fillSqlite } from '../server/src/store/_million.ts'
import { parseUuid } from '../server/src/pki/identifier.ts'
import { encodeRequest, HttpConnection } from '../test/_kit/http-connection.ts'
import { startIssuing, type Issuing } from '../test/_kit/issuing.ts'
import { startPostgres, type PostgresCluster } from '../test/_kit/postgres.ts'
import { startServer } from '../test/_kit/server.ts'
import { findTool } from '../test/_kit/tools.ts'
import { fillPostgres } from './fill-postgres.ts'
import { LoadProcess } from './load-process.ts'
import { quantile } from './measure.ts'
import { residentMegabytes } from './process-figures.ts'
import { csrRequests } from './requests.ts'
import { renderTable, type Figure } from './table.ts'

const DATABASE = 'scale'
const STARTS = 7
const IDLE_MILLISECONDS = 5000
const PAGES = 1000
const SAMPLES = 300
const CONNECTIONS = 4
const ISSUANCES = 3000
const ROOT = join(import.meta.dirname, '..')

const DAY = 86_400_000
const FILTERS: Readonly<Record<string, string>> = {
  'no filter': '',
  'status=active': 'status=active',
  'status=revoked': 'status=revoked',
  createdFrom: `createdFrom=${new Date(Date.now() - 100 * DAY).toISOString()}`,
  createdTo: `createdTo=${new Date(Date.now() - 200 * DAY).toISOString()}`,
  'expiringInDays=30': 'expiringInDays=30',
  'search, a fiftieth': 'search=TEAM07',
  'search, all': 'search=example',
  'search, one': 'search=-123456.',
}

const { values, positionals } = parseArgs({
  options: { postgres: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const count = Number(positionals[0] ?? 1_000_000)
await using cluster = values.postgres ? await startCluster() : undefined
const environment: Readonly<Record<string, string>> = cluster
  ? { CERTMAN_DATABASE_URL: cluster.createDatabase(DATABASE) }
  : {}
const directory = await mkdtemp(join(tmpdir(), 'certman-scale-'))
try {
  const { apiKey, issuingId } = await makeInstance()
  console.log(
    renderTable(`The server with ${count} certificates on ${cluster ? 'PostgreSQL' : 'SQLite'}`, [
      ...(await measureStarts()),
      ...(await measureRunning(apiKey, issuingId)),
    ]),
  )
} finally {
  await rm(directory, { recursive: true, force: true })
}

async function startCluster(): Promise<PostgresCluster> {
  const programs = findTool('postgresql')
  if (programs === null) throw new Error('PostgreSQL is missing: apt-get install postgresql')
  return startPostgres(programs)
}

async function makeInstance(): Promise<Pick<Issuing, 'apiKey' | 'issuingId'>> {
  const server = await startIssuing({ directory, environment })
  await server.stop()
  const started = performance.now()
  const issuingId = parseUuid(server.issuingId)
  if (issuingId === undefined) throw new Error('the first start made no issuing CA')
  const now = Date.now()
  if (cluster) fillPostgres(cluster, DATABASE, { authorityId: issuingId, count, now })
  else fillSqlite({ directory: join(directory, 'data'), count, authorityIds: [issuingId], now })
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(`${count} certificates were made in ${seconds} s`)
  return server
}

async function measureStarts(): Promise<readonly Figure[]> {
  const milliseconds: number[] = []
  for (let start = 0; start < STARTS; start++) milliseconds.push(await timeStart())
  return [
    {
      subject: 'second start, from spawn to the line that says where it listens',
      value: quantile(milliseconds, 0.5),
      unit: 'ms',
      target: 1000,
      note: `median of ${STARTS}; the slowest ${Math.max(...milliseconds).toFixed(0)} ms`,
    },
  ]
}

/** @returns milliseconds */
async function timeStart(): Promise<number> {
  const bin = join(ROOT, 'server', 'bin', 'certman-server.js')
  const started = performance.now()
  const child = spawn(process.execPath, ['-C', '@certman/source', bin, 'start'], {
    env: {
      ...process.env,
      CERTMAN_DATA_DIR: join(directory, 'data'),
      CERTMAN_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const listening = await new Promise<number>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (/http:\/\/127\.0\.0\.1:\d+/.test(output)) resolve(performance.now())
    })
    child.once('close', () => reject(new Error(`the server ended: ${output}`)))
  })
  child.kill('SIGTERM')
  await ended
  return listening - started
}

async function measureRunning(apiKey: string, issuingId: string): Promise<readonly Figure[]> {
  await using server = await startServer({ directory, environment })
  await pause(IDLE_MILLISECONDS)
  const idle: Figure = {
    subject: 'resident when idle',
    value: residentMegabytes(server.pid),
    unit: 'MB',
    target: 200,
  }
  const port = Number(new URL(server.url).port)
  const issuing = { port, requests: csrRequests({ ...server, apiKey, issuingId, chain: [] }) }
  using load = new LoadProcess()
  const task = { ...issuing, count: ISSUANCES, connections: CONNECTIONS }
  await load.perform(task) // compiled by then
  const alone = await load.perform(task)
  const lists = await measureLists(port, apiKey)
  const [beside] = await Promise.all([load.perform(task), measureLists(port, apiKey)])
  return [
    idle,
    ...lists,
    {
      subject: `issuing over ${CONNECTIONS} connections, p99`,
      value: alone.p99,
      unit: 'ms',
      note: `${(ISSUANCES / alone.seconds).toFixed(0)}/s`,
    },
    {
      subject: 'the same beside lists and searches, p99',
      value: beside.p99,
      unit: 'ms',
      note: `${(ISSUANCES / beside.seconds).toFixed(0)}/s`,
    },
    {
      subject: 'resident after all of this',
      value: residentMegabytes(server.pid),
      unit: 'MB',
    },
  ]
}

/** Over HTTP, one request at a time, the first thousand pages of each filter in an order that jumps about. */
async function measureLists(port: number, apiKey: string): Promise<readonly Figure[]> {
  const connection = await HttpConnection.open(port)
  const list = async (query: string, page: number): Promise<number> => {
    const path = `/v1/certificates?page=${page}&${query}`
    const { status, body } = await connection.request(
      encodeRequest({ method: 'GET', path, apiKey }),
    )
    if (status !== 200) throw new Error(`${path}: ${status} ${body}`)
    const { totalPages }: { totalPages: number } = JSON.parse(body)
    return totalPages
  }
  const figures: Figure[] = []
  for (const [name, query] of Object.entries(FILTERS)) {
    const pages = Math.min(PAGES, Math.max(1, await list(query, 1)))
    const milliseconds: number[] = []
    for (let sample = 0; sample < SAMPLES; sample++) {
      const started = performance.now()
      await list(query, 1 + ((sample * 617) % pages))
      milliseconds.push(performance.now() - started)
    }
    const value = quantile(milliseconds, 0.99)
    const note = `p50 ${quantile(milliseconds, 0.5).toFixed(1)} ms, ${pages} pages`
    figures.push({ subject: `list, ${name}: p99`, value, unit: 'ms', target: 50, note })
  }
  connection.close()
  return figures
}
