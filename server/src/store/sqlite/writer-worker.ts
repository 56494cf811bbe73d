import { receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { WriteRequest } from '../group-commit.ts'
import { failureFrom, type Request, type ToWorker } from './messages.ts'
import { SqliteWriter, type WriterOptions } from './writer.ts'
import { parentPort, send } from './worker-port.ts'

/** Bounds how long the first of a group waits for the last. */
const MOST_IN_GROUP = 512
/** Nothing came for so long: what one large commit has left in the log goes into the file. */
const QUIET_MILLISECONDS = 100

let writer: SqliteWriter | undefined
let pending: readonly Request[] = []
let busy = false
let closing = false
let quiet: NodeJS.Timeout | undefined

try {
  writer = await SqliteWriter.open(workerData as WriterOptions)
  parentPort.on('message', (message: ToWorker) => void receive(message))
  send({ ready: true })
} catch (error) {
  send({ refused: failureFrom(error) })
}

/** One message wakes us; whatever else has arrived joins its group, and what arrives meanwhile is the next. */
async function receive(message: ToWorker): Promise<void> {
  accept(message)
  if (busy) return
  busy = true
  clearTimeout(quiet)
  let isLogLong = false
  for (acceptArrived(); pending.length > 0; acceptArrived()) {
    const group = pending.slice(0, MOST_IN_GROUP)
    pending = pending.slice(MOST_IN_GROUP)
    await commit(group)
    isLogLong = writer?.tidyLog('busy') ?? false
  }
  busy = false
  if (isLogLong) quiet = setTimeout(() => writer?.tidyLog('idle'), QUIET_MILLISECONDS)
  if (!closing) return
  clearTimeout(quiet)
  writer?.close()
  send({ closed: true })
}

function acceptArrived(): void {
  for (let more = receiveMessageOnPort(parentPort); more; more = receiveMessageOnPort(parentPort)) {
    accept(more.message as ToWorker)
  }
}

function accept(message: ToWorker): void {
  if ('close' in message) closing = true
  else pending = [...pending, ...message.requests]
}

async function commit(group: readonly Request[]): Promise<void> {
  // Names come from Engine.write, which knows the registry.
  const outcomes = (await writer?.commit(group as readonly (Request & WriteRequest)[])) ?? []
  send({
    answers: group.map(({ id }, index) => {
      const outcome = outcomes[index] ?? { ok: false, error: new Error('a write had no outcome') }
      if (outcome.ok) return { id, ok: true, value: outcome.value }
      return { id, ok: false, failure: failureFrom(outcome.error) }
    }),
  })
}
