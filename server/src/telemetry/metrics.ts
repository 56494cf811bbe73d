import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/**
 * What the server counts. Labels take few values: never a name, a path with an id in it, or an id, but for those of CAs and
 * the numbers of their shards, which are as many as the operator made.
 */
export interface Metrics {
  readonly certificatesIssued: Counter<'mode' | 'algorithm'>
  readonly certificatesRevoked: Counter<'reason'>
  readonly requestDuration: Histogram<'method' | 'route' | 'status'>
  readonly refusals: Counter<'code'>
  readonly commitSize: Histogram
  readonly listsPublished: Counter
  readonly ocspAnswers: Counter<'status' | 'source'>
  /** Of `ocspAnswers`: the children of answers from memory, looked up once, since they are counted on the hottest path. */
  readonly ocspRecalled: Readonly<Record<'good' | 'revoked', Countable>>
  readonly publication: PublicationGauges
  readonly probeFailures: Counter<'kind'>
  readonly contentType: string
  /** The exposition format of Prometheus. */
  text(): Promise<string>
}

interface Countable {
  inc(): void
}

/** Times as relying parties would see them, Unix seconds. */
export interface PublicationGauges {
  readonly authorityNotAfter: Gauge<'ca'>
  readonly listThisUpdate: Gauge<'ca' | 'shard'>
  readonly listNextUpdate: Gauge<'ca' | 'shard'>
  readonly responderNotAfter: Gauge<'ca'>
}

/** A registry of its own, so that two servers in one process (tests) do not share their numbers. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  let collectsProcess = false
  const ocspAnswers = new Counter({
    name: 'certman_ocsp_answers_total',
    help: 'OCSP answers, by what they say and whether they were signed for the occasion or came from memory.',
    labelNames: ['status', 'source'],
    registers,
  })
  return {
    certificatesIssued: new Counter({
      name: 'certman_certificates_issued_total',
      help: 'Certificates issued, renewals included.',
      labelNames: ['mode', 'algorithm'],
      registers,
    }),
    certificatesRevoked: new Counter({
      name: 'certman_certificates_revoked_total',
      help: 'Certificates revoked, changes of the reason included.',
      labelNames: ['reason'],
      registers,
    }),
    // Named as OpenTelemetry's HTTP semantic conventions name it.
    requestDuration: new Histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Time from the arrival of a request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    refusals: new Counter({
      name: 'certman_refusals_total',
      help: 'Requests refused, by the code of the problem.',
      labelNames: ['code'],
      registers,
    }),
    commitSize: new Histogram({
      name: 'certman_store_commit_size',
      help: 'Writes that shared one durable transaction.',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    }),
    listsPublished: new Counter({
      name: 'certman_revocation_lists_published_total',
      help: 'Revocation lists signed and published by this instance.',
      registers,
    }),
    ocspAnswers,
    ocspRecalled: {
      good: ocspAnswers.labels('good', 'memory'),
      revoked: ocspAnswers.labels('revoked', 'memory'),
    },
    publication: createPublicationGauges(registers),
    probeFailures: new Counter({
      name: 'certman_probe_failures_total',
      help: 'What the self-probe found wrong with what relying parties fetch, by kind; "aging" is a warning long before the end.',
      labelNames: ['kind'],
      registers,
    }),
    contentType: registry.contentType,
    async text() {
      // Watching the process (garbage collection, the event loop) begins with the first reader, not at start.
      if (!collectsProcess) collectDefaultMetrics({ register: registry })
      collectsProcess = true
      return registry.metrics()
    },
  }
}

/** Known once the self-probe has been there. Named `…_seconds` for their unit: compare them with `time()`. */
function createPublicationGauges(registers: Registry[]): PublicationGauges {
  const list = ['ca', 'shard'] as const
  return {
    authorityNotAfter: new Gauge({
      name: 'certman_ca_not_after_seconds',
      help: 'When the certificate of the CA ends, Unix time.',
      labelNames: ['ca'],
      registers,
    }),
    listThisUpdate: new Gauge({
      name: 'certman_crl_this_update_seconds',
      help: 'thisUpdate of the revocation list as it was fetched over HTTP, Unix time.',
      labelNames: list,
      registers,
    }),
    listNextUpdate: new Gauge({
      name: 'certman_crl_next_update_seconds',
      help: 'nextUpdate of the revocation list as it was fetched over HTTP, Unix time.',
      labelNames: list,
      registers,
    }),
    responderNotAfter: new Gauge({
      name: 'certman_ocsp_responder_not_after_seconds',
      help: 'When the certificate ends with which OCSP was answered over HTTP, Unix time.',
      labelNames: ['ca'],
      registers,
    }),
  }
}
