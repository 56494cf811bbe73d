import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

/** What the server counts. Labels take few values: never an id, a name or a path with an id in it. */
export interface Metrics {
  readonly certificatesIssued: Counter<'mode' | 'algorithm'>
  readonly certificatesRevoked: Counter<'reason'>
  readonly requestDuration: Histogram<'method' | 'route' | 'status'>
  readonly refusals: Counter<'code'>
  readonly commitSize: Histogram
  readonly contentType: string
  /** The exposition format of Prometheus. */
  text(): Promise<string>
}

/** A registry of its own, so that two servers in one process (tests) do not share their numbers. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  let collectsProcess = false
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
    contentType: registry.contentType,
    async text() {
      // Watching the process (garbage collection, the event loop) begins with the first reader, not at start.
      if (!collectsProcess) collectDefaultMetrics({ register: registry })
      collectsProcess = true
      return registry.metrics()
    },
  }
}
