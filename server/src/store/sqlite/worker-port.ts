import { parentPort as port, type MessagePort } from 'node:worker_threads'
import type { FromWorker } from './messages.ts'

if (port === null) throw new Error('this module runs on a worker thread only')

export const parentPort: MessagePort = port

export function send(message: FromWorker, transferred: readonly ArrayBuffer[] = []): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
  parentPort.postMessage(message, [...transferred])
}
