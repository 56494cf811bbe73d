import { replyJson } from '../../http/exchange.ts'
import { framed } from '../../http/frame.ts'
import { PUBLIC_HEADERS, publicStatus } from '../../http/public-face.ts'
import { GRANT_TYPES, ROUTES } from './routes.ts'
import { resourceIdentifiers, SCOPE } from './resources.ts'
import type { Hono } from 'hono'
import type { OAuthResource } from '../../access/oauth/requests.ts'
import type { HttpEnv } from '../../http/exchange.ts'
import type { Face, Framing } from '../../http/frame.ts'
import type { OAuthServices } from './face.ts'

const FACE: Face = {
  headers: { ...PUBLIC_HEADERS, 'Cache-Control': 'public, max-age=300' },
  statusOf: publicStatus,
}

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, MCP-Protocol-Version',
  'Access-Control-Max-Age': '86400',
} as const

const AUTHORIZATION_SERVER = '/.well-known/oauth-authorization-server'
const PROTECTED_RESOURCE = '/.well-known/oauth-protected-resource'

export function mountOAuthMetadata(
  app: Hono<HttpEnv>,
  framing: Framing,
  { addresses: { issuer, dashboard }, readsDocuments }: OAuthServices['oauth'],
): void {
  const documents = {
    [AUTHORIZATION_SERVER]: () => authorizationServer(issuer(), dashboard(), readsDocuments),
    [PROTECTED_RESOURCE]: () => protectedResource(issuer(), 'api'),
    [`${PROTECTED_RESOURCE}/mcp`]: () => protectedResource(issuer(), 'mcp'),
  }
  for (const [route, document] of Object.entries(documents)) {
    app.get(
      route,
      framed(framing, FACE, route, (exchange) => replyJson(exchange, document())),
    )
    // Programs in a browser send a header of their protocol along, and so ask first (Fetch standard, CORS protocol).
    app.options(
      route,
      framed(framing, FACE, route, ({ headers }) => {
        Object.assign(headers, PREFLIGHT)
        return new Response(null, { status: 204, headers })
      }),
    )
  }
}

/** RFC 8414 §2. */
function authorizationServer(issuer: string, dashboard: string, readsDocuments: boolean): object {
  return {
    issuer,
    // In a browser, where the user is signed in.
    authorization_endpoint: dashboard + ROUTES.authorization,
    token_endpoint: issuer + ROUTES.token,
    revocation_endpoint: issuer + ROUTES.revocation,
    registration_endpoint: issuer + ROUTES.registration,
    device_authorization_endpoint: issuer + ROUTES.device_authorization,
    scopes_supported: [SCOPE],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: GRANT_TYPES,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'none'],
    revocation_endpoint_auth_methods_supported: ['client_secret_post', 'none'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: readsDocuments,
    protected_resources: Object.values(resourceIdentifiers(issuer)),
    service_documentation: `${issuer}/docs`,
  }
}

/** RFC 9728 §2. */
function protectedResource(issuer: string, resource: OAuthResource): object {
  return {
    resource: resourceIdentifiers(issuer)[resource],
    authorization_servers: [issuer],
    scopes_supported: [SCOPE],
    bearer_methods_supported: ['header'],
    resource_name: resource === 'api' ? 'Certman API' : 'Certman MCP server',
    resource_documentation: `${issuer}/docs`,
  }
}
