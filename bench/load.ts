import { HttpConnection } from '../test/_kit/http-connection.ts'
import { quantile } from './measure.ts'

/** What the parent asks for: requests over keep-alive connections, or only a busy core. */
export type Task =
  | {
      readonly port: number
      /** Whole requests, sent in turns. */
      readonly requests: readonly string[]
      readonly count: number
      readonly connections: number
    }
  | { readonly spinMilliseconds: number }

/** Of the answers with status 200; any other ends the task. */
export interface Outcome {
  readonly count: number
  readonly seconds: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly failure?: string
}

const IDLE: Outcome = { count: 0, seconds: 0, p50: 0, p95: 0, p99: 0 }

process.on('message', (task: Task) => {
  perform(task).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => process.send?.({ ...IDLE, failure: String(error) }),
  )
})
process.once('disconnect', () => process.exit())

async function perform(task: Task): Promise<Outcome> {
  if ('port' in task) return send(task)
  const end = performance.now() + task.spinMilliseconds
  while (performance.now() < end);
  return IDLE
}

async function send(task: Extract<Task, { port: number }>): Promise<Outcome> {
  const milliseconds: number[] = []
  let next = 0
  const drive = async (): Promise<void> => {
    const connection = await HttpConnection.open(task.port)
    try {
      while (next < task.count) {
        const text = task.requests[next++ % task.requests.length] ?? ''
        const sent = performance.now()
        const { status, body } = await connection.request(text)
        if (status !== 200) throw new Error(`${status} ${body}`)
        milliseconds.push(performance.now() - sent)
      }
    } finally {
      connection.close()
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: task.connections }, drive))
  return {
    count: milliseconds.length,
    seconds: (performance.now() - started) / 1000,
    p50: quantile(milliseconds, 0.5),
    p95: quantile(milliseconds, 0.95),
    p99: quantile(milliseconds, 0.99),
  }
}
