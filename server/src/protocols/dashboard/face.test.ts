import { Hono } from 'hono'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { trustProxies } from '../../http/client-address.ts'
import { createMetrics } from '../../telemetry/metrics.ts'
import { createLogger } from '../../telemetry/logger.ts'
import { acceptedEncoding } from './accepted-encoding.ts'
import { DASHBOARD_ROUTES, mountDashboard } from './face.ts'
import { readDashboard } from './files.ts'
import type { HttpEnv } from '../../http/exchange.ts'
import type { BuiltDashboard } from './files.ts'

const directory = mkdtempSync(join(tmpdir(), 'certman-dashboard-'))
const SCRIPT = 'export const answer = 42\n'
mkdirSync(join(directory, 'assets'))
writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Certman</title>')
writeFileSync(join(directory, 'assets', 'index-abc.js'), SCRIPT)
writeFileSync(join(directory, 'assets', 'index-abc.js.br'), brotliCompressSync(SCRIPT))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const telemetry = {
  logger: await createLogger({ level: 'silent', format: 'json' }),
  metrics: createMetrics(),
}

function served(dashboard: BuiltDashboard | undefined): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  mountDashboard(app, { proxies: trustProxies([]), telemetry }, { dashboard })
  return app
}

const app = served(readDashboard(directory))

describe('the dashboard', () => {
  test.each(DASHBOARD_ROUTES)('the page is served at %s, revalidated each time', async (route) => {
    const path = route.replace(':linkId', 'some').replace('*', 'acme/certificates/1')
    const response = await app.request(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('<title>Certman')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const again = await app.request(path, {
      headers: { 'If-None-Match': response.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  test.each(['/v1/nothing', '/console/v1/nothing', '/mcp', '/oauth/token', '/crl/x', '/nothing'])(
    'no page is served at %s',
    async (path) => {
      expect((await app.request(path)).status).toBe(404)
    },
  )

  test('a file with a hash in its name is kept for good, and comes compressed', async () => {
    const response = await app.request('/assets/index-abc.js', {
      headers: { 'Accept-Encoding': 'gzip, br' },
    })
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('content-encoding')).toBe('br')
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
    const content = Buffer.from(await response.arrayBuffer())
    expect(brotliDecompressSync(content).toString()).toBe(SCRIPT)
  })

  test.each(['/assets/absent.js', '/assets/..%2findex.html', '/assets/index-abc.js.br'])(
    '%s is not there',
    async (path) => {
      expect((await app.request(path)).status).toBe(404)
    },
  )

  test('the policy allows no inline script, no other host and no frame', async () => {
    const response = await app.request('/sign-in')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })

  test('without a build the page says what to do, and only the page', async () => {
    const unbuilt = served(undefined)
    const response = await unbuilt.request('/')
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('npm run build')
    expect(readDashboard(join(directory, 'assets'))).toBeUndefined()
  })
})

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['*', 'br'],
  ['identity', undefined],
  [undefined, undefined],
])('RFC 9110 §12.5.3: Accept-Encoding %s is answered with %s', (header, expected) => {
  const bytes = new Uint8Array()
  expect(acceptedEncoding(header, { br: bytes, gzip: bytes })).toBe(expected)
})
