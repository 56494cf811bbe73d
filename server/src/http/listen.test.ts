import { connect } from 'node:net'
import { Agent, get, request as httpRequest } from 'node:http'
import { describe, expect, test } from 'vitest'
import { listen, type ListenOptions, type Listener } from './listen.ts'

async function open(
  answer: (request: Request) => Response | Promise<Response>,
  options: Partial<ListenOptions> = {},
): Promise<Listener> {
  return listen({
    fetch: answer,
    host: '127.0.0.1',
    port: 0,
    portSetting: 'CERTMAN_PORT',
    onError: (error) => {
      throw error
    },
    ...options,
  })
}

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** Sends bytes as they are, and gives what came back until the end. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let received = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (received += chunk))
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
}

function fetchOver(agent: Agent, port: number): Promise<{ status: number; connection?: string }> {
  return new Promise((resolve, reject) => {
    get({ agent, port, host: '127.0.0.1' }, (response) => {
      response.resume()
      response.on('end', () => {
        const { connection } = response.headers
        resolve({ status: response.statusCode ?? 0, ...(connection && { connection }) })
      })
    }).on('error', reject)
  })
}

describe('the end of a server', () => {
  test('a running request is answered, then its connection ends', async () => {
    let begun: (() => void) | undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    const listener = await open(async () => {
      begun?.()
      await later(400)
      return new Response('whole')
    })
    using agent = owned(new Agent({ keepAlive: true }))
    const answer = fetchOver(agent.agent, listener.port)
    await running
    const closing = listener.close()
    expect(await answer).toEqual({ status: 200, connection: 'close' })
    await closing
    await expect(fetch(`http://127.0.0.1:${listener.port}`)).rejects.toThrow('fetch failed')
  })

  test('a connection that is kept alive still gets an answer to what was on its way', async () => {
    const listener = await open(() => new Response('ok'))
    using agent = owned(new Agent({ keepAlive: true, maxSockets: 1 }))
    await fetchOver(agent.agent, listener.port)
    const closing = listener.close()
    expect(await fetchOver(agent.agent, listener.port)).toEqual({
      status: 200,
      connection: 'close',
    })
    await closing
  })

  test('no request of a busy client is cut: hundreds over kept connections', async () => {
    const listener = await open(async () => {
      await later(5)
      return new Response('ok')
    })
    using agent = owned(new Agent({ keepAlive: true, maxSockets: 16 }))
    let refused = 0
    const answered = { count: 0 }
    let stopping = false
    const clients = Array.from({ length: 16 }, async () => {
      for (;;) {
        try {
          expect((await fetchOver(agent.agent, listener.port)).status).toBe(200)
          answered.count++
        } catch (error) {
          // No connection any more: never one that was cut.
          expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED')
          expect(stopping).toBe(true)
          refused++
          return
        }
      }
    })
    while (answered.count < 200) await later(5)
    stopping = true
    await listener.close()
    await Promise.all(clients)
    expect(refused).toBe(16)
  })

  test('what is answered before the framework is waited for too', async () => {
    let begun: (() => void) | undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    const listener = await open(() => new Response('the framework', { status: 418 }), {
      first: (incoming, outgoing) => {
        if (incoming.url !== '/first') return false
        begun?.()
        setTimeout(() => outgoing.end('whole'), 400)
        return true
      },
    })
    using agent = owned(new Agent({ keepAlive: true }))
    expect((await fetchOver(agent.agent, listener.port)).status).toBe(418)
    const answer = fetch(`http://127.0.0.1:${listener.port}/first`)
    await running
    const closing = listener.close()
    expect(await (await answer).text()).toBe('whole')
    await closing
  })

  test('what does not end is cut after the limit', async () => {
    const listener = await open(() => new Promise<Response>(() => undefined), {
      drainMilliseconds: 300,
    })
    const hanging = raw(listener.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await later(100)
    const started = performance.now()
    await listener.close()
    expect(performance.now() - started).toBeGreaterThan(250)
    expect(await hanging).toBe('')
  })
})

describe('what never became a request', () => {
  test.each([
    ['no HTTP', 'hello\r\n\r\n', '400', 'not an HTTP/1.1 request'],
    [
      'a header too large',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431',
      '16 KiB',
    ],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', '400', 'Host'],
    [
      'a Host that is none',
      'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
      '400',
      'Host',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
      'not an HTTP/1.1 request',
    ],
  ])('%s: an error in the form of all others', async (_name, bytes, status, words) => {
    await using listener = await open(() => new Response('unexpected'))
    const received = await raw(listener.port, bytes)
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    // Either a length or one chunk frames it.
    const body = received.slice(received.indexOf('\r\n\r\n') + 4)
    expect(JSON.parse(body.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, '')).error).toContain(words)
  })
})

describe('a port that cannot be had', () => {
  test('in use: names the port and the setting', async () => {
    await using first = await open(() => new Response('ok'))
    await expect(open(() => new Response('ok'), { port: first.port })).rejects.toThrow(
      `port ${first.port} on 127.0.0.1 is in use; stop the program that has it, or set CERTMAN_PORT to another port`,
    )
  })

  test('no address of this machine', async () => {
    await expect(open(() => new Response('ok'), { host: '192.0.2.1' })).rejects.toThrow(
      '192.0.2.1 is not an address of this machine; set CERTMAN_HOST to one that is',
    )
  })

  test('a certificate that is none', async () => {
    const tls = { cert: 'none', key: 'none' }
    await expect(open(() => new Response('ok'), { tls })).rejects.toThrow(
      'the TLS certificate and key cannot be used',
    )
  })
})

test('a body that nobody reads does not hold the connection up', async () => {
  await using listener = await open(() => new Response('early', { status: 401 }))
  const status = await new Promise((resolve, reject) => {
    const sent = httpRequest(
      { port: listener.port, host: '127.0.0.1', method: 'POST' },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode))
      },
    )
    sent.on('error', reject)
    sent.end('x'.repeat(200_000))
  })
  expect(status).toBe(401)
})

function owned(agent: Agent): Disposable & { readonly agent: Agent } {
  return { agent, [Symbol.dispose]: () => agent.destroy() }
}
