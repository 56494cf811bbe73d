import { expect, test } from 'vitest'
import { WorkerClient } from './worker-client.ts'

/** A worker of a few lines, as an address. */
function entry(onMessage: string): URL {
  const source = `
    import { parentPort as port } from 'node:worker_threads'
    port.on('message', (message) => { ${onMessage} })
    port.postMessage({ ready: true })`
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`)
}

const ECHO = `
  if (message.close) port.postMessage({ closed: true })
  else port.postMessage({ answers: message.requests.map(({ id }) => ({ id, ok: true, value: message.requests.length })) })`

test('requests of one turn cross together', async () => {
  const client = new WorkerClient(entry(ECHO), {})
  await client.started()
  const answers = await Promise.all([1, 2, 3].map(async () => client.request('x', {}, 0)))
  expect(answers).toEqual([3, 3, 3])
  await client.close()
  expect(client.isGone).toBe(true)
})

test('a Problem stays one, and another error keeps its message', async () => {
  const failure = (code: string | undefined): string =>
    JSON.stringify({ code, message: 'no', retryAfterSeconds: 3, cause: 'why', stack: 'stack' })
  const client = new WorkerClient(
    entry(`
      if (message.close) return port.postMessage({ closed: true })
      for (const { id, name } of message.requests) {
        const failure = name === 'problem' ? ${failure('storageFull')} : ${failure(undefined)}
        port.postMessage({ answers: [{ id, ok: false, failure }] })
      }`),
    {},
  )
  await expect(client.request('problem', {}, 0)).rejects.toMatchObject({
    name: 'Problem',
    code: 'storageFull',
    retryAfterSeconds: 3,
    cause: { message: 'why' },
  })
  await expect(client.request('other', {}, 0)).rejects.toMatchObject({
    name: 'Error',
    message: 'no',
  })
  await client.close()
})

test('a worker that dies fails what it was asked, as unavailable, and everything after', async () => {
  const client = new WorkerClient(entry(`throw new Error('broken')`), {})
  await client.started()
  await expect(client.request('x', {}, 0)).rejects.toMatchObject({
    code: 'unavailable',
    cause: { message: 'broken' },
  })
  expect(client.isGone).toBe(true)
  await expect(client.request('x', {}, 0)).rejects.toMatchObject({ code: 'unavailable' })
  await client.close()
})
