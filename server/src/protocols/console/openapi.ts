import { OpenAPIHono, z } from '@hono/zod-openapi'
import { CONSOLE_ENDPOINTS } from './endpoints.ts'
import type { RouteConfig } from '@hono/zod-openapi'
import type { ConsoleEndpoint } from './endpoint.ts'

const DESCRIPTION = `What the dashboard calls. Requests carry the session's cookie, which /v1 never takes; what changes something also carries the header \`X-CSRF-Token\` (from \`GET /console/v1/session\`) and must come from a page of this server.

It follows the dashboard, version by version: programs are better served by /v1, which stays.`

const errorSchema = z.object({ error: z.string() }).openapi('Error')
const workspacePath = z.object({ workspaceId: z.uuid() })

/** The console as OpenAPI 3.0, from the very schemas that validate; committed as `api/console-openapi.json`. */
export function consoleDocument(): ReturnType<OpenAPIHono['getOpenAPIDocument']> {
  const generator = new OpenAPIHono()
  const registry = generator.openAPIRegistry
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-certman',
    description: 'The cookie that signing in sets',
  })
  registry.register('Error', errorSchema)
  for (const operation of CONSOLE_ENDPOINTS) registry.registerPath(pathOf(operation))
  return generator.getOpenAPIDocument({
    openapi: '3.0.3',
    info: {
      title: 'Certman console',
      version: '1.0.0',
      description: DESCRIPTION,
      contact: { name: 'The operator of this server' },
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/', description: 'The server that serves this document' }],
    tags: [...new Set(CONSOLE_ENDPOINTS.map(({ tag }) => tag))].map((name) => ({ name })),
  })
}

function pathOf(operation: ConsoleEndpoint): RouteConfig {
  const { path, query, body, response, access } = operation
  const params = pathSchema(access, path)
  return {
    method: operation.method,
    path: operation.route,
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    description: operation.summary,
    security: access === 'public' ? [] : [{ session: [] }],
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(body && { body: { content: { 'application/json': { schema: body.schema } } } }),
    },
    responses: {
      200: {
        description: 'OK',
        ...(response && { content: { 'application/json': { schema: response } } }),
      },
      default: {
        description: 'Refused: a sentence that says what to do',
        content: { 'application/json': { schema: errorSchema } },
      },
    },
  }
}

function pathSchema(
  access: ConsoleEndpoint['access'],
  path: ConsoleEndpoint['path'],
): z.ZodObject | undefined {
  if (access !== 'workspace') return path
  return path ? workspacePath.extend(path.shape) : workspacePath
}
