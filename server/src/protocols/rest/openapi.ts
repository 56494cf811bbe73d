import { OpenAPIHono } from '@hono/zod-openapi'
import { ENDPOINTS } from './endpoints.ts'
import { headerReferences, refusalReference, registerComponents } from './openapi-components.ts'
import type { RouteConfig } from '@hono/zod-openapi'
import type { Endpoint } from './endpoint.ts'
import type { RefusalStatus } from './openapi-components.ts'

const DESCRIPTION = `Automate certificate management with the REST API. API keys provide programmatic access with granular per-CA permissions.

Include your API key in the Authorization header: \`Authorization: Bearer cm_xxxxxxxxxxxx\`

Programs that act for people can use OAuth 2.1 instead: an access token (\`cm_oauth_…\`) works wherever an API key does, within what its user ticked. Everything about it is found from \`/.well-known/oauth-authorization-server\`.

API requests are rate-limited to ensure fair usage. Certificate issuance and renewal operations have a lower limit due to their computational cost. If you exceed the rate limit, you'll receive a 429 response.

All error responses follow a consistent format: \`{ "error": "Human-readable error message" }\`. With \`Accept: application/problem+json\` they are RFC 9457 problem details that hold the same \`error\` member.`

/**
 * The wire contract as OpenAPI 3.0, from the very schemas that validate. The same at every call: it is committed as
 * `api/openapi.json`, and a difference fails the check.
 */
export function openApiDocument(): ReturnType<OpenAPIHono['getOpenAPIDocument']> {
  // Only its registry and generator serve here; requests go the way of endpoint.ts, whose order of refusal is ours.
  const generator = new OpenAPIHono()
  const registry = generator.openAPIRegistry
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'cm_…',
    description:
      'An API key (`cm_` and 42 letters and digits) or an OAuth 2.1 access token (`cm_oauth_…`)',
  })
  registerComponents(registry)
  for (const operation of ENDPOINTS) registry.registerPath(pathOf(operation))
  return generator.getOpenAPIDocument({
    openapi: '3.0.3',
    info: {
      title: 'Certman API',
      version: '1.0.0',
      description: DESCRIPTION,
      contact: { name: 'The operator of this server' },
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/', description: 'The server that serves this document' }],
    security: [{ apiKey: [] }],
    tags: [
      { name: 'API key', description: 'Who is asking' },
      { name: 'Certificate Authorities', description: 'The CAs that the API key may read' },
      { name: 'Certificates', description: 'Issue, list, revoke and renew certificates' },
    ],
  })
}

function pathOf(operation: Endpoint): RouteConfig {
  const { path, query, headers, body, response } = operation
  return {
    method: operation.method,
    path: operation.route,
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    description: operation.description,
    security: [{ apiKey: [] }],
    request: {
      ...(path && { params: path }),
      ...(query && { query }),
      ...(headers && { headers }),
      ...(body && {
        body: {
          required: body.required,
          description: body.required
            ? 'What to issue'
            : 'Optional: none, an empty one and `{}` are the same',
          content: { 'application/json': { schema: body.schema, example: body.example } },
        },
      }),
    },
    responses: {
      200: {
        description: 'OK',
        headers: headerReferences([
          'X-Request-Id',
          'RateLimit',
          'RateLimit-Policy',
          ...(response.headers ?? []),
        ]),
        content: { 'application/json': { schema: response.schema, example: response.example } },
      },
      ...Object.fromEntries(
        refusalStatuses(operation).map((status) => [status, refusalReference(status)]),
      ),
    },
  }
}

/** Ascending; those of input stand where there is input to be wrong. */
function refusalStatuses({ path, query, body, refusals }: Endpoint): readonly RefusalStatus[] {
  const statuses: RefusalStatus[] = [401, ...refusals, 429, 500, 503]
  if (path || query || body) statuses.push(400)
  if (body) statuses.push(413, 415)
  return statuses.sort((a, b) => a - b)
}
