import { execFileSync } from 'node:child_process'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { requireTool } from '../../../test/_kit/tools.ts'
import { chooseDestination, type Network, type Reach } from './destination.ts'
import { createPost } from './post.ts'
import { openReceiver } from './_setting.ts'

const OPENSSL = requireTool('openssl')
const DEFAULT: Reach = ['public', 'private']
const PUBLIC: Reach = ['public']

function networkOf(...addresses: string[]): Network {
  return {
    resolve: async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ownAddresses: () => ['10.1.2.3', 'fd00::42', '8.8.4.4', 'fe80::1%eth0'],
  }
}

async function isAllowed(url: string, reach: Reach, network = networkOf()): Promise<boolean> {
  return (await chooseDestination(url, reach, network)).allowed
}

describe('where webhooks may go', () => {
  test.each([
    ['https://1.1.1.1/', true, true],
    ['https://[2606:4700:4700::1111]/', true, true],
    // Private networks: what somebody who runs this server at home has.
    ['https://10.0.0.5/', true, false],
    ['http://172.16.3.4:8080/x?y=1', true, false],
    ['http://192.168.1.1/', true, false],
    ['http://100.64.0.1/', true, false],
    ['http://[fd12:3456::1]/', true, false],
    // Loopback, in every spelling.
    ['http://127.0.0.1/', false, false],
    ['http://127.1/', false, false],
    ['http://127.255.255.254/', false, false],
    ['http://2130706433/', false, false],
    ['http://0x7f000001/', false, false],
    ['http://0x7f.1/', false, false],
    ['http://0177.0.0.1/', false, false],
    ['http://017700000001/', false, false],
    ['http://127.0.0.1./', false, false],
    ['http://①②⑦.0.0.1/', false, false],
    ['http://[::1]/', false, false],
    ['http://[::ffff:127.0.0.1]/', false, false],
    ['http://[::ffff:7f00:1]/', false, false],
    ['http://[0:0:0:0:0:ffff:7f00:0001]/', false, false],
    ['http://[::127.0.0.1]/', false, false],
    ['http://[64:ff9b::7f00:1]/', false, false],
    ['http://[2002:7f00:1::]/', false, false],
    ['http://0.0.0.0/', false, false],
    ['http://0/', false, false],
    ['http://[::]/', false, false],
    // Link-local, metadata services, groups, reserved.
    ['http://169.254.169.254/latest/meta-data', false, false],
    ['http://2852039166/', false, false],
    ['http://[::ffff:169.254.169.254]/', false, false],
    ['http://[fe80::1]/', false, false],
    ['http://[fd00:ec2::254]/', false, false],
    ['http://100.100.100.200/', false, false],
    ['https://168.63.129.16/', false, false],
    ['http://224.0.0.1/', false, false],
    ['http://[ff02::1]/', false, false],
    ['http://255.255.255.255/', false, false],
    ['https://192.0.2.1/', false, false],
    ['https://[2001:db8::1]/', false, false],
    ['https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/', false, false],
    // This machine.
    ['http://10.1.2.3/', false, false],
    ['http://[fd00::42]/', false, false],
    ['https://8.8.4.4/', false, false],
    ['https://[::ffff:8.8.4.4]/', false, false],
    // The Internet by plain http.
    ['http://1.1.1.1/', false, false],
    // What is no such URL.
    ['ftp://1.1.1.1/', false, false],
    ['file:///etc/passwd', false, false],
    ['https://user@1.1.1.1/', false, false],
    ['https://1.1.1.1/#x', false, false],
    ['1.1.1.1', false, false],
  ])('%s', async (url, byDefault, withPublicAlone) => {
    expect(await isAllowed(url, DEFAULT)).toBe(byDefault)
    expect(await isAllowed(url, PUBLIC)).toBe(withPublicAlone)
  })

  test('a network that is named is allowed, whatever it is, and nothing beside it', async () => {
    const reach = ['public', '127.0.0.0/8', '10.1.2.3', '::1']
    for (const url of ['http://127.0.0.1/', 'http://10.1.2.3/', 'http://[::1]/']) {
      expect(await isAllowed(url, reach)).toBe(true)
    }
    expect(await isAllowed('http://10.1.2.4/', reach)).toBe(false)
    expect(await isAllowed('http://[::ffff:127.0.0.9]/', reach)).toBe(true)
  })

  test('a name is judged by every address that it has', async () => {
    const url = 'https://hooks.example.com/'
    expect(await isAllowed(url, DEFAULT, networkOf('1.1.1.1', '10.0.0.1'))).toBe(true)
    expect(await isAllowed(url, DEFAULT, networkOf('1.1.1.1', '127.0.0.1'))).toBe(false)
    expect(await isAllowed(url, DEFAULT, networkOf('1.1.1.1', '::ffff:169.254.1.1'))).toBe(false)
    expect(await isAllowed(url, DEFAULT, networkOf())).toBe(false)
    expect(await isAllowed('https://localhost/', DEFAULT, networkOf('127.0.0.1'))).toBe(false)
  })
})

describe('sending', () => {
  const posting = (url: string): Parameters<ReturnType<typeof createPost>>[0] => ({
    url,
    headers: {},
    body: '{}',
    trustedRoots: [],
    ending: new AbortController().signal,
  })

  test('goes to the address that was judged: a name that answers otherwise afterwards leads nowhere else', async () => {
    await using receiver = await openReceiver()
    const port = new URL(receiver.url).port
    let asked = 0
    const rebinding: Network = {
      resolve: async () => {
        asked += 1
        return [{ address: asked === 1 ? '127.0.0.1' : '10.9.9.9', family: 4 }]
      },
      ownAddresses: () => [],
    }
    const post = createPost(['127.0.0.1'], rebinding, 2_000)
    const name = `http://rebinding.example.com:${port}/x?y=1`
    expect(await post(posting(name))).toEqual({ status: 204, error: null, excerpt: '' })
    expect(asked).toBe(1)
    expect(receiver.received[0]).toMatchObject({
      path: '/x?y=1',
      headers: { host: `rebinding.example.com:${port}` },
    })
    expect((await post(posting(name))).error).toContain('10.9.9.9 is in a private network')
    expect(receiver.received).toHaveLength(1)
  })

  test('follows no redirect, reads no more than it shows, and waits no longer than it says', async () => {
    await using receiver = await openReceiver()
    const post = createPost(['127.0.0.1'], networkOf(), 300)
    receiver.answer = { status: 302, body: '', headers: { Location: 'http://169.254.169.254/' } }
    expect(await post(posting(receiver.url))).toMatchObject({ status: 302 })
    expect(receiver.received).toHaveLength(1)
    receiver.answer = { status: 500, body: `\u0000\u001b[31m${'x'.repeat(5_000_000)}` }
    const { excerpt, status } = await post(posting(receiver.url))
    expect(status).toBe(500)
    expect(excerpt.length).toBeLessThanOrEqual(1024)
    expect(excerpt).not.toMatch(/[^\P{Cc}\n\t]/u)
    receiver.answer = { status: 200, body: 'late', after: 2_000 }
    expect(await post(posting(receiver.url))).toMatchObject({
      status: null,
      error: 'no answer within 0.3 seconds',
    })
  })
})

describe.skipIf(OPENSSL === null)('by https', () => {
  test('a certificate of a root that is trusted is believed, for its own name alone', async () => {
    await using receiver = await openTlsReceiver('hooks.example.com')
    const { port, root } = receiver
    const network: Network = {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      ownAddresses: () => [],
    }
    const post = createPost(['127.0.0.1'], network, 2_000)
    const send = async (name: string, trustedRoots: readonly string[]): Promise<unknown> => {
      const ending = new AbortController().signal
      const url = `https://${name}:${port}/`
      return post({ url, headers: {}, body: '{}', trustedRoots, ending })
    }
    expect(await send('hooks.example.com', [root])).toMatchObject({ status: 204, error: null })
    expect(await send('hooks.example.com', [])).toMatchObject({ status: null })
    expect(await send('other.example.com', [root])).toMatchObject({
      status: null,
      error: expect.stringContaining("does not match certificate's altnames"),
    })
    expect(await send('127.0.0.1', [root])).toMatchObject({ status: null })
  })
})

async function openTlsReceiver(
  name: string,
): Promise<AsyncDisposable & { readonly port: number; readonly root: string }> {
  const { cert, key } = selfSigned(name)
  const server = createServer({ cert, key }, (request, response) => {
    request.resume().on('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  return {
    port: (server.address() as AddressInfo).port,
    root: cert,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** By OpenSSL, as somebody else would make it. */
function selfSigned(name: string): { readonly cert: string; readonly key: string } {
  const how = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout - -days 1`
  const about = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  const made = execFileSync(OPENSSL ?? '', [...how.split(' '), ...about], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const key = /-----BEGIN PRIVATE KEY-----[^]+?-----END PRIVATE KEY-----/.exec(made)?.[0] ?? ''
  const cert = /-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/.exec(made)?.[0] ?? ''
  return { cert, key }
}
