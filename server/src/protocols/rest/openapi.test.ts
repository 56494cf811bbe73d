import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from './endpoints.ts'
import { openApiDocument } from './openapi.ts'

const document = JSON.parse(JSON.stringify(openApiDocument()))
const ROOT = join(import.meta.dirname, '..', '..', '..', '..')

interface Operation {
  readonly operationId: string
  readonly description: string
  readonly responses: Record<string, { readonly $ref?: string }>
  readonly security: unknown
  readonly tags: readonly string[]
}

const operations: [string, Operation][] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(
    ([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation],
  ),
)

describe('the OpenAPI document', () => {
  test('has every endpoint of the contract', () => {
    expect(operations.map(([name]) => name).toSorted()).toEqual([
      'GET /v1/cas',
      'GET /v1/cas/{id}',
      'GET /v1/cas/{id}/chain',
      'GET /v1/certificates',
      'GET /v1/certificates/{id}',
      'GET /v1/whoami',
      'POST /v1/certificates',
      'POST /v1/certificates/{id}/renew',
      'POST /v1/certificates/{id}/revoke',
    ])
  })

  test('is the same at every call, and the one that is committed', () => {
    expect(openApiDocument()).toEqual(openApiDocument())
    const committed = readFileSync(join(ROOT, 'api', 'openapi.json'), 'utf8')
    expect(committed).toBe(`${JSON.stringify(openApiDocument(), null, 2)}\n`)
  })

  test('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(100)
    for (const [, path = ''] of references) {
      const found = path
        .split('/')
        .reduce<unknown>(
          (value, step) => (value as Record<string, unknown> | undefined)?.[step],
          document,
        )
      expect(found, path).toBeTypeOf('object')
    }
  })

  test.each(operations)('%s says what may go wrong, and takes a key', (_name, operation) => {
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining(['200', '401', '429', '500', '503']),
    )
    expect(operation.security).toEqual([{ apiKey: [] }])
    expect(operation.description.length).toBeGreaterThan(20)
    expect(operation.tags).toHaveLength(1)
  })

  test('names each operation once', () => {
    const names = operations.map(([, { operationId }]) => operationId)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the examples', () => {
  test.each(ENDPOINTS.map((operation) => [operation.operationId, operation] as const))(
    '%s: the example of the answer has exactly the members that are described',
    (_name, { response }) => {
      expect(response.schema.strict().parse(response.example)).toEqual(response.example)
    },
  )

  const withBody = ENDPOINTS.flatMap(({ operationId, body }) =>
    body ? [[operationId, body] as const] : [],
  )
  test.each(withBody)('%s: the example of the body is accepted', (_name, { schema, example }) => {
    expect(schema.safeParse(example).success).toBe(true)
  })
})
