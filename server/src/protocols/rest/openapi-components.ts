import { z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'

type Registry = OpenAPIHono['openAPIRegistry']

interface Reference {
  readonly $ref: string
}

const text = { type: 'string' } as const

const HEADERS = {
  'X-Request-Id': { description: 'Names this request in the log of the server', schema: text },
  RateLimit: {
    description:
      'What is left of each limit of the key and when it is whole again, in seconds (draft-ietf-httpapi-ratelimit-headers)',
    schema: text,
    example: '"request";r=1199;t=1',
  },
  'RateLimit-Policy': {
    description:
      'The limits of the key and their windows in seconds (draft-ietf-httpapi-ratelimit-headers)',
    schema: text,
    example: '"request";q=1200;w=60',
  },
  'Retry-After': {
    description: 'Seconds after which trying again makes sense',
    schema: { type: 'integer', minimum: 0 },
  },
  'WWW-Authenticate': { description: 'The scheme to authenticate with', schema: text },
  'Certman-Error-Code': {
    description: 'What went wrong, for programs; the sentence may change, this does not',
    schema: text,
  },
  Link: {
    description:
      'What belongs to the answer (RFC 8288): the first, previous, next and last page of a list; the revocation list that tells of a revocation (`describedby`)',
    schema: text,
    example: '</v1/certificates?page=2>; rel="next"',
  },
  'Certman-CRL-Number': {
    description:
      'The revocation list that tells of this has this CRL number or a higher one (RFC 5280 §5.2.3)',
    schema: { type: 'integer', format: 'int64', minimum: 1 },
    example: 1721046600000,
  },
  'Idempotency-Replayed': {
    description: '`true`: this is the answer to an earlier request with the same Idempotency-Key',
    schema: text,
  },
  'Idempotency-Ignored': {
    description:
      '`managed-mode`: the Idempotency-Key had no effect, because each managed request makes a key of its own',
    schema: text,
  },
} as const

export type ResponseHeader = keyof typeof HEADERS

/** The statuses of refusals: component name, description, the example's sentence. */
const REFUSALS = {
  400: ['BadRequest', 'Bad request (invalid parameters)', 'commonName is required in managed mode'],
  401: [
    'Unauthorized',
    'Unauthorized (missing or invalid API key)',
    'the API key is missing or not valid; send "Authorization: Bearer cm_…" with one that is',
  ],
  403: [
    'Forbidden',
    'Forbidden (insufficient permissions)',
    'the API key lacks the issue permission on this certificate authority',
  ],
  404: ['NotFound', 'Not found', 'there is no such certificate'],
  409: [
    'Conflict',
    'The first request with this Idempotency-Key is still running',
    'the first request with this Idempotency-Key is still running; try again in a moment',
  ],
  413: ['ContentTooLarge', 'The body is larger than 256 KiB', 'the body is larger than 256 KiB'],
  415: [
    'UnsupportedMediaType',
    'The body is not JSON',
    'the body must be JSON; send it with "Content-Type: application/json"',
  ],
  422: [
    'UnprocessableContent',
    'The Idempotency-Key was used with another body',
    'this Idempotency-Key was used for another request; take a new one',
  ],
  429: [
    'TooManyRequests',
    'Too many requests (rate limited)',
    'too many requests; try again in 2 seconds',
  ],
  500: ['InternalServerError', 'Internal server error', 'something went wrong on the server'],
  503: ['ServiceUnavailable', 'Out of service for the moment', 'the database is away; try again'],
} as const satisfies Record<number, readonly [string, string, string]>

export type RefusalStatus = keyof typeof REFUSALS

const errorSchema = z
  .object({ error: z.string().openapi({ description: 'Human-readable error message' }) })
  .openapi('Error')

/** RFC 9457 §3, with the member of the plain form and three of ours. */
const problemSchema = z
  .object({
    type: z.string().openapi({ description: 'Always `about:blank`; `code` tells the kinds apart' }),
    title: z.string().openapi({ description: 'The phrase of the status' }),
    status: z.int(),
    detail: z.string().openapi({ description: 'The same as `error`' }),
    error: z.string().openapi({ description: 'Human-readable error message' }),
    code: z.string().openapi({ description: 'What went wrong, for programs' }),
    field: z.string().optional().openapi({ description: 'The member of the request at fault' }),
    requestId: z.string().openapi({ description: 'As in X-Request-Id' }),
  })
  .openapi('ProblemDetails')

export function registerComponents(registry: Registry): void {
  for (const [name, header] of Object.entries(HEADERS)) {
    registry.registerComponent('headers', name, header)
  }
  registry.register('Error', errorSchema)
  registry.register('ProblemDetails', problemSchema)
  for (const [status, [name, description, error]] of Object.entries(REFUSALS)) {
    registry.registerComponent('responses', name, {
      description,
      headers: headerReferences(headersOf(Number(status))),
      content: {
        'application/json': { schema: schemaReference('Error'), example: { error } },
        'application/problem+json': { schema: schemaReference('ProblemDetails') },
      },
    })
  }
}

function headersOf(status: number): readonly ResponseHeader[] {
  const always = ['X-Request-Id', 'Certman-Error-Code'] as const
  if (status === 401) return [...always, 'WWW-Authenticate']
  if (status === 429) return [...always, 'Retry-After', 'RateLimit']
  if (status === 503) return [...always, 'Retry-After']
  return always
}

export function headerReferences(names: readonly ResponseHeader[]): Record<string, Reference> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

export function refusalReference(status: RefusalStatus): Reference {
  return { $ref: `#/components/responses/${REFUSALS[status][0]}` }
}

const schemaReference = (name: string): Reference => ({ $ref: `#/components/schemas/${name}` })
