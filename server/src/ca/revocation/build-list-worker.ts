import { parentPort } from 'node:worker_threads'
import { ListBuild, type ToListThread } from './build-list.ts'

const build = new ListBuild()

parentPort?.on('message', (message: ToListThread) => {
  if ('page' in message) {
    build.add(message.page)
    return
  }
  const built = build.finish(message.frame)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(built, [built.tbs.buffer as ArrayBuffer])
  parentPort?.close()
})
