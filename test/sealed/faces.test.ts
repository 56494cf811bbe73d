import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../server/src/_app.ts'
import { createApp } from '../../server/src/app.ts'
import { CONSOLE_ENDPOINTS } from '../../server/src/protocols/console/endpoints.ts'
import { DASHBOARD_ROUTES } from '../../server/src/protocols/dashboard/face.ts'
import { ENDPOINTS } from '../../server/src/protocols/rest/endpoints.ts'
import type { ConsoleServices } from '../../server/src/protocols/console/dependencies.ts'

/**
 * Whatever the app serves is either in a table that the other tests here walk through, or one of these, where no workspace's
 * credential counts: a route on a new face fails here until somebody says which.
 */
let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app?.[Symbol.asyncDispose]())

/** Every tool and resource: programs.test.ts. OAuth's own routes are of another framework: oauth.test.ts. */
const MCP = ['POST /mcp', 'GET /mcp', 'DELETE /mcp', 'OPTIONS /mcp']

/** What relying parties and people fetch to trust a CA, and what says how the server is: public by what it is. */
const PUBLIC = [
  'GET /ca/:authority/chain.pem',
  'GET /ca/:authority/root.crt',
  'GET /ca/:authority/root.pem',
  'GET /ca/:file',
  'GET /crl/:authority/:file',
  'GET /crl/:file',
  'GET /trust/:authority',
  // Its name is its secret.
  'GET /calendar/:file',
  'GET /.well-known/oauth-authorization-server',
  'GET /.well-known/oauth-protected-resource',
  'GET /.well-known/oauth-protected-resource/mcp',
  'OPTIONS /.well-known/oauth-authorization-server',
  'OPTIONS /.well-known/oauth-protected-resource',
  'OPTIONS /.well-known/oauth-protected-resource/mcp',
  'GET /docs',
  'GET /v1/openapi',
  'GET /healthz',
  'GET /readyz',
  'GET /version',
  // Sums over the instance, to whom the settings let have them.
  'GET /metrics',
]

/** The dashboard's page and its files, the same for everybody. */
const PAGES = [...DASHBOARD_ROUTES, '/assets/:name', '/icon.svg', '/theme.js'].map(
  (route) => `GET ${route}`,
)

test('every route of every face is tried, or open to everybody and said so', () => {
  const routes = createApp({
    ...app.services,
    console: {} as ConsoleServices,
    trustPage: true,
  }).routes.map(({ method, path }) => `${method} ${path}`)
  const tables = [...CONSOLE_ENDPOINTS, ...ENDPOINTS].map(
    ({ method, route }) => `${method.toUpperCase()} ${route.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  )
  const known = new Set([...tables, ...MCP, ...PUBLIC, ...PAGES])
  expect([...new Set(routes)].filter((route) => !known.has(route)).toSorted()).toEqual([])
  for (const route of known) expect(routes).toContain(route)
})
