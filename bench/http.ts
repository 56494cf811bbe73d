import { fork } from 'node:child_process'
import { call, issueFrom, startIssuing, type Issuing } from '../test/_kit/issuing.ts'
import { encodeRequest } from '../test/_kit/http-connection.ts'
import { cryptographicFloor, FLOOR_NAMES } from './floor.ts'
import type { Outcome } from './load.ts'
import { ask, LoadProcess } from './load-process.ts'
import { alternate, cpuOf, quantile, type Sampled } from './measure.ts'
import { cpuOfProcess } from './process-figures.ts'
import { csrRequests, getRequest, managedRequests } from './requests.ts'
import type { Figure } from './table.ts'

const CONNECTIONS = 32
const ISSUANCES = 1500
const READS = 3000
/** V8 goes on compiling for some fifteen thousand requests. */
const WARM_UP_ROUNDS = 6
const FLOOR_RUNS = 1000
/** About as long as a floor takes: the other core is as busy then as while the server is measured. */
const SPIN_MILLISECONDS = 350

const BARE_GET = 'bare node:http, GET of the same bytes'
const BARE_POST = 'bare node:http, POST of the same body'

/** The whole server, a process of its own, under load from another: its CPU per request, throughput, percentiles. */
export async function measureHttp(rounds: number): Promise<readonly Figure[]> {
  await using server = await startIssuing()
  using load = new LoadProcess()
  const one = await issueFrom(server, { commonName: 'one.bench.example' })
  const path = `/v1/certificates/${one.id}`
  const body = JSON.stringify(await call(server, 'GET', path))
  const bare = fork(new URL('./bare-server.ts', import.meta.url))
  try {
    const barePort = await ask<number>(bare, body)
    const driven = new Driven(load)
    const subjects = subjectsOf(driven, server, { pid: bare.pid ?? 0, port: barePort }, path)
    await alternate(subjects, WARM_UP_ROUNDS)
    driven.forget()
    return figures(await alternate(subjects, rounds), driven)
  } finally {
    bare.disconnect()
  }
}

interface Target {
  readonly pid: number
  readonly port: number
}

function subjectsOf(driven: Driven, server: Issuing, bare: Target, path: string) {
  const floor = cryptographicFloor()
  const certman = { pid: server.pid, port: Number(new URL(server.url).port) }
  const csr = csrRequests(server)
  const get = encodeRequest({ method: 'GET', path: '/' })
  const post = csr.map((text) => text.replace('/v1/certificates', '/'))
  return {
    fromRequest: () => driven.besideSpin(() => cpuOf(floor.fromRequest, FLOOR_RUNS)),
    csr: () => driven.drive('csr', certman, csr, ISSUANCES),
    managed: () => driven.drive('managed', certman, managedRequests(server), ISSUANCES),
    managedFloor: () => driven.besideSpin(() => cpuOf(floor.managed, FLOOR_RUNS)),
    get: () => driven.drive('get', certman, [getRequest(server, path)], READS),
    bareGet: () => driven.drive('bareGet', bare, [get], READS),
    barePost: () => driven.drive('barePost', bare, post, READS),
  }
}

/** Drives servers through the load process and keeps what their clients saw. */
class Driven {
  readonly #load: LoadProcess
  readonly #outcomes = new Map<string, Outcome[]>()

  constructor(load: LoadProcess) {
    this.#load = load
  }

  /** @returns CPU microseconds of the server per request */
  async drive(
    name: string,
    { pid, port }: Target,
    requests: readonly string[],
    count: number,
  ): Promise<number> {
    const before = cpuOfProcess(pid)
    const task = { port, requests, count, connections: CONNECTIONS }
    const outcome = await this.#load.perform(task)
    const used = cpuOfProcess(pid) - before
    this.#outcomes.set(name, [...(this.#outcomes.get(name) ?? []), outcome])
    return used / count
  }

  async besideSpin(measure: () => number): Promise<number> {
    const spinning = this.#load.perform({ spinMilliseconds: SPIN_MILLISECONDS })
    const measured = measure()
    await spinning
    return measured
  }

  forget(): void {
    this.#outcomes.clear()
  }

  /** Medians over the rounds. */
  told(name: string): string {
    const outcomes = this.#outcomes.get(name) ?? []
    const median = (of: (outcome: Outcome) => number): string =>
      quantile(outcomes.map(of), 0.5).toFixed(1)
    const perSecond = quantile(
      outcomes.map(({ count, seconds }) => count / seconds),
      0.5,
    )
    const [p50, p95, p99] = [median((o) => o.p50), median((o) => o.p95), median((o) => o.p99)]
    return `${perSecond.toFixed(0)}/s, p50 ${p50} p95 ${p95} p99 ${p99} ms`
  }
}

function figures(measured: Sampled, driven: Driven): readonly Figure[] {
  const figure = (subject: string, name: string, floor: string, floorName: string): Figure => ({
    subject,
    value: measured.median(name),
    floor: { name: floorName, value: measured.median(floor), ratio: measured.ratio(name, floor) },
    note: driven.told(name),
  })
  return [
    {
      ...figure('issue from a P-256 CSR', 'csr', 'fromRequest', FLOOR_NAMES.fromRequest),
      target: 2.5,
    },
    {
      ...figure('issue, managed P-256', 'managed', 'managedFloor', FLOOR_NAMES.managed),
      target: 3,
    },
    { ...figure('GET one certificate', 'get', 'bareGet', BARE_GET), target: 4 },
    { subject: BARE_GET, value: measured.median('bareGet'), note: driven.told('bareGet') },
    { subject: BARE_POST, value: measured.median('barePost'), note: driven.told('barePost') },
  ]
}
