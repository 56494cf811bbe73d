import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../_kit/server.ts'

const BIN = join(import.meta.dirname, '..', '..', 'server', 'bin', 'certman-server.js')

interface Ended {
  readonly code: number | null
  readonly output: string
  readonly talk: string
}

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server[Symbol.asyncDispose]())

/** As an operator runs it: a process of its own. */
function startCommand(words: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['-C', '@certman/source', BIN, ...words], {
    env: {
      ...process.env,
      CERTMAN_DATA_DIR: join(server.directory, 'data'),
      CERTMAN_PORT: new URL(server.url).port,
    },
  })
}

function certmanServer(words: readonly string[], input = ''): Promise<Ended> {
  const child = startCommand(words)
  child.stdin.end(input)
  let output = ''
  let talk = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output, talk }))
  })
}

async function json<Result>(words: readonly string[], input = ''): Promise<Result> {
  const ended = await certmanServer([...words, '--json'], input)
  expect(ended.code, ended.talk).toBe(0)
  return JSON.parse(ended.output) as Result
}

const call = (key: string, path: string, body?: object): Promise<Response> =>
  fetch(server.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })

test('what a command does holds in the running server at once', async () => {
  const passphrase = 'correct horse battery staple'
  const { ca } = await json<{ ca: { id: string } }>(
    ['ca', 'create', '--common-name', 'Beside', '--passphrase-file', '-'],
    passphrase,
  )
  const { key, api_key } = await json<{ key: string; api_key: { id: string } }>([
    'api-key',
    'create',
    '--user',
    'owner@localhost',
    '--name',
    'beside',
    '--ca',
    ca.id,
  ])
  expect((await call(key, '/v1/whoami')).status).toBe(200)
  const request = { caId: ca.id, commonName: 'a.internal', caPassphrase: passphrase }
  expect((await call(key, '/v1/certificates', request)).status).toBe(200)

  // The master key changes under the server, which goes on with both kinds of CA.
  expect((await certmanServer(['rotate-master-key'])).code).toBe(0)
  expect((await call(key, '/v1/certificates', request)).status).toBe(200)
  const cas = await json<{ cas: { id: string; name: string }[] }>(['ca', 'list'])
  const issuing = cas.cas.find(({ name }) => name === 'My Workspace Issuing CA')?.id
  const plain = { caId: issuing, commonName: 'b.internal' }
  expect((await call(server.apiKey, '/v1/certificates', plain)).status).toBe(200)

  await json(['ca', 'renew', ca.id, '--passphrase-file', '-'], passphrase)
  const shown = (await (await call(key, `/v1/cas/${ca.id}`)).json()) as {
    ca: { serial_number: string }
  }
  const { cas: renewed } = await json<{ cas: { id: string; serial_number: string }[] }>([
    'ca',
    'list',
  ])
  expect(shown.ca.serial_number).toBe(renewed.find(({ id }) => id === ca.id)?.serial_number)

  await json(
    ['ca', 'revoke', ca.id, '--reason', 'superseded', '--yes', '--passphrase-file', '-'],
    passphrase,
  )
  expect((await call(key, '/v1/certificates', request)).status).toBe(400)
  await json(['api-key', 'revoke', api_key.id])
  expect((await call(key, '/v1/whoami')).status).toBe(401)

  const backup = join(server.directory, 'backup.db')
  expect(await json<object>(['backup', backup])).toMatchObject({ file: backup })
  expect(await json<object>(['audit', 'verify'])).toMatchObject({ verified: true })
  expect(await json<object>(['doctor'])).toMatchObject({ healthy: true })
})

test('what must not happen beside a server is refused', async () => {
  for (const words of [['migrate'], ['start']]) {
    const ended = await certmanServer(words)
    expect(ended.code).toBe(1)
    expect(ended.talk).toMatch(/^Error: another Certman server is running on .*\nhint: stop it/)
  }
})

test('called wrongly it ends with 2, and help with 0', async () => {
  const wrong = await certmanServer(['ca', 'lst'])
  expect(wrong).toMatchObject({ code: 2, output: '' })
  expect(await certmanServer(['--help'])).toMatchObject({ code: 0, talk: '' })
})

test('a reader that goes away early is no failure', async () => {
  const child = startCommand(['ca', 'list', '--json'])
  child.stdout.destroy()
  let talk = ''
  child.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString()))
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect({ code, talk }).toEqual({ code: 0, talk: '' })
})
