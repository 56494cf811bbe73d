import { Worker } from 'node:worker_threads'
import { buildList, type ListInput } from './build-list.ts'

/** Entries above which a list is built off the main thread; below, starting a thread costs more than it saves. */
const LONG_LIST = 10_000
/** Octets of an entry with a serial number of ours and a reason: enough to tell long lists from short ones. */
const ENTRY_OCTETS = 52

/** @param input whose `changes` are handed over: they are not to be read afterwards */
export function buildListAside(input: ListInput): Promise<Uint8Array> {
  const kept = (input.previous?.length ?? 0) / ENTRY_OCTETS
  const changed = input.changes.reduce((sum, page) => sum + page.count, 0)
  return kept + changed > LONG_LIST
    ? onWorker(input)
    : Promise.resolve().then(() => buildList(input))
}

function onWorker(input: ListInput): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./build-list-worker.ts', import.meta.url), {
      workerData: input,
      // A million changes need not be there twice.
      transferList: input.changes.flatMap(({ serialNumbers, revokedAt, reasons }) =>
        [serialNumbers, revokedAt, reasons].map(({ buffer }) => buffer as ArrayBuffer),
      ),
    })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread that builds lists ended without one')))
  })
}
