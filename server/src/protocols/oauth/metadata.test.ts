import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../_app.ts'

const AUTHORIZATION_SERVER = '/.well-known/oauth-authorization-server'
const PROTECTED_RESOURCE = '/.well-known/oauth-protected-resource'
const URL = 'https://certman.example'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp({ CERTMAN_PUBLIC_URL: URL })
})
afterAll(() => app[Symbol.asyncDispose]())

test('the authorization server says what it can do, and nothing of OpenID Connect (RFC 8414)', async () => {
  const { status, json } = await app.call(AUTHORIZATION_SERVER, { key: undefined })
  expect(status).toBe(200)
  expect(json).toMatchObject({
    issuer: URL,
    authorization_endpoint: `${URL}/oauth/authorize`,
    token_endpoint: `${URL}/oauth/token`,
    registration_endpoint: `${URL}/oauth/register`,
    device_authorization_endpoint: `${URL}/oauth/device_authorization`,
    code_challenge_methods_supported: ['S256'],
    response_types_supported: ['code'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
  })
  expect(Object.keys(json).filter((name) => /jwks|id_token|userinfo|subject/.test(name))).toEqual(
    [],
  )
})

test('where the Internet cannot be reached, clients are told not to count on their documents', async () => {
  await using alone = await openTestApp({ CERTMAN_OAUTH_CLIENT_DOCUMENTS: 'off' })
  const { json } = await alone.call(AUTHORIZATION_SERVER, { key: undefined })
  expect(json.client_id_metadata_document_supported).toBe(false)
})

test.each([
  [PROTECTED_RESOURCE, URL],
  [`${PROTECTED_RESOURCE}/mcp`, `${URL}/mcp`],
])('%s describes the resource %s (RFC 9728)', async (path, resource) => {
  const { json } = await app.call(path, { key: undefined })
  expect(json).toMatchObject({
    resource,
    authorization_servers: [URL],
    bearer_methods_supported: ['header'],
  })
})

test.each([AUTHORIZATION_SERVER, PROTECTED_RESOURCE, `${PROTECTED_RESOURCE}/mcp`])(
  'a program in a browser of any origin may read %s',
  async (path) => {
    const preflight = await app.call(path, {
      method: 'OPTIONS',
      key: undefined,
      headers: {
        origin: 'https://inspector.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'mcp-protocol-version',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('MCP-Protocol-Version')
    for (const { headers } of [preflight, await app.call(path, { key: undefined })]) {
      expect(headers.get('access-control-allow-origin')).toBe('*')
    }
  },
)
