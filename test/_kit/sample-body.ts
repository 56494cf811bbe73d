import { consoleDocument } from '../../server/src/protocols/console/openapi.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

interface Operation {
  readonly operationId: string
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: Schema } }
  }
}

const document = consoleDocument() as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const OPERATIONS = new Map(
  Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => [operation.operationId, operation] as const),
  ),
)

/**
 * A body that an operation's schema takes, made from the document that describes it.
 * @param idOf what a member that is an id holds, by the member's name
 * @returns undefined for an operation without a body
 */
export function sampleBody(operationId: string, idOf: (member: string) => string): unknown {
  const schema = OPERATIONS.get(operationId)?.requestBody?.content['application/json'].schema
  return schema && sampleOf(schema, operationId, idOf)
}

/** What a schema takes: of OpenAPI, or a JSON Schema without references. */
export function sampleOf(
  schema: Schema,
  member: string,
  idOf: (member: string) => string,
): unknown {
  if (schema.$ref !== undefined) {
    const found = document.components.schemas[schema.$ref.split('/').at(-1) ?? '']
    return found && sampleOf(found, member, idOf)
  }
  const [choice] = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (choice !== undefined) return sampleOf(choice, member, idOf)
  if (schema.enum !== undefined) return schema.enum[0]
  switch (schema.type) {
    case 'object': {
      // All of them, so that each id is tried; what is optional is no less a way in.
      const members = Object.entries(schema.properties ?? {})
      const named = members.map(([name, one]) => [name, sampleOf(one, name, idOf)] as const)
      const { additionalProperties: others } = schema
      // A table by id: of permissions, by CA.
      if (typeof others === 'object') named.push([idOf('caId'), sampleOf(others, member, idOf)])
      return Object.fromEntries(named)
    }
    case 'array':
      return schema.items === undefined
        ? []
        : [sampleOf(schema.items, member.replace(/s$/, ''), idOf)]
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    default:
      return schema.format === 'uuid' || /ids?$/i.test(member)
        ? idOf(member)
        : sampleText(schema, member)
  }
}

function sampleText({ format }: Schema, member: string): string {
  if (format === 'date-time' || /(at|until|from|to)$/i.test(member)) return '2030-01-01T00:00:00Z'
  if (/e-?mail|recipient/i.test(member)) return 'somebody@example.com'
  if (/ur[il]/i.test(member)) return 'https://10.1.2.3/hook'
  return 'sample'
}
