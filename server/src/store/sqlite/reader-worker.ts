import { workerData } from 'node:worker_threads'
import { asProblem } from '../conflict.ts'
import type { Connection } from '../connection.ts'
import { SCANS, type ScanName } from '../reads.ts'
import { SqliteConnection } from './connection.ts'
import { failureFrom, type Answer, type Request, type ToWorker } from './messages.ts'
import { transferablesOf } from './transferables.ts'
import { parentPort, send } from './worker-port.ts'

const CACHE_KIBIBYTES = 16_384

const { path } = workerData as { readonly path: string }
const connection = new SqliteConnection({ path, readOnly: true, cacheKibibytes: CACHE_KIBIBYTES })
parentPort.on('message', (message: ToWorker) => void receive(message))
send({ ready: true })

async function receive(message: ToWorker): Promise<void> {
  if ('close' in message) {
    connection.close()
    send({ closed: true })
    return
  }
  for (const request of message.requests) {
    const given = await answer(request)
    send({ answers: [given] }, given.ok ? transferablesOf(given.value) : [])
  }
}

async function answer({ id, name, args }: Request): Promise<Answer> {
  try {
    // The registry pairs each name with its arguments; Engine.scan checked the pair.
    const scan = SCANS[name as ScanName] as (on: Connection, args: unknown) => Promise<unknown>
    return { id, ok: true, value: await scan(connection, args) }
  } catch (error) {
    return { id, ok: false, failure: failureFrom(asProblem(error)) }
  }
}
