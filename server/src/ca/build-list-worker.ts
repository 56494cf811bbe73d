import { parentPort, workerData } from 'node:worker_threads'
import { buildList, type ListInput } from './build-list.ts'

// Whoever starts this worker hands over a ListInput.
const tbs = buildList(workerData as ListInput)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(tbs, [tbs.buffer as ArrayBuffer])
