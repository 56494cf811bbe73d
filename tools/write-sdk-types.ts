import { openApiDocument } from '../server/src/protocols/rest/openapi.ts'

/** The part of an OpenAPI 3.0 schema that our document uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly description?: string
  readonly nullable?: boolean
  readonly enum?: readonly (string | number | null)[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: Schema
  readonly description?: string
  readonly required?: boolean
}

interface Media {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

export interface Operation {
  readonly operationId: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Media
  readonly responses: Readonly<Record<string, Media>>
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export const heading = (source: string): string =>
  `// Generated from ${source} by \`npm run generate\`; do not edit.\n`

/** sdk/src/wire.gen.ts: the objects on the wire, as types. */
export function renderSdkTypes(): string {
  return renderTypes(openApiDocument() as unknown as Document, 'api/openapi.json') // the document is ours; its shape is that of OpenAPI 3.0
}

/**
 * A `…Query` for each operation with query parameters, a `…Response` for each that answers JSON, and every schema that those
 * and the request bodies speak of.
 * @throws Error for a schema that this tool does not know how to write, so that none becomes `unknown` unseen
 */
export function renderTypes(document: Document, source: string): string {
  const wanted = new Set<string>()
  const refer = (name: string): string => {
    wanted.add(name)
    return name
  }
  const declarations = Object.values(document.paths)
    .flatMap((operations) => Object.values(operations))
    .flatMap((operation) => declarationsOf(operation, refer))
  const written = declareSchemas(document, wanted, refer)
  const schemas = [...written].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
  return [heading(source), ...schemas, ...declarations].join('\n')
}

/** @param wanted grows by `refer` while one schema speaks of others: a Set is walked to its end while it grows */
export function declareSchemas(
  document: Document,
  wanted: ReadonlySet<string>,
  refer: Refer,
): ReadonlyMap<string, string> {
  const written = new Map<string, string>()
  for (const name of wanted) {
    const schema = document.components.schemas[name]
    if (schema === undefined) throw new Error(`there is no schema ${name}`)
    written.set(name, declare(name, schema, refer))
  }
  return written
}

export type Refer = (name: string) => string

export function declarationsOf(operation: Operation, refer: Refer): string[] {
  const name = operation.operationId.replace(/^./, (letter) => letter.toUpperCase())
  const found: string[] = []
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  if (query.length > 0) {
    const properties = Object.fromEntries(
      query.map(({ name, schema, description }) => [
        name,
        description === undefined ? schema : { ...schema, description },
      ]),
    )
    const required = query.filter((parameter) => parameter.required).map(({ name }) => name)
    found.push(declare(`${name}Query`, { type: 'object', properties, required }, refer))
  }
  const body = jsonOf(operation.requestBody)
  if (body !== undefined) typeOf(body, refer, '')
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
  const answer = jsonOf(success?.[1])
  if (answer !== undefined) found.push(declare(`${name}Response`, answer, refer))
  return found
}

export function jsonOf(media: Media | undefined): Schema | undefined {
  return media?.content?.['application/json']?.schema
}

function declare(name: string, schema: Schema, refer: Refer): string {
  const hasMembers = Object.keys(schema.properties ?? {}).length > 0
  if (hasMembers && schema.nullable !== true && schema.allOf === undefined)
    return `export interface ${name} ${typeOf(schema, refer, '')}\n`
  return `export type ${name} = ${typeOf(schema, refer, '')}\n`
}

export function typeOf(schema: Schema, refer: Refer, indent: string): string {
  const type = bareTypeOf(schema, refer, indent)
  return schema.nullable === true && !/\bnull$/.test(type) ? `${type} | null` : type
}

function bareTypeOf(schema: Schema, refer: Refer, indent: string): string {
  if (schema.$ref !== undefined) return refer(schema.$ref.replace('#/components/schemas/', ''))
  if (schema.allOf) return schema.allOf.map((part) => typeOf(part, refer, indent)).join(' & ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return either.map((part) => typeOf(part, refer, indent)).join(' | ')
  if (schema.enum) return schema.enum.map((value) => literal(value)).join(' | ')
  if (schema.type === 'array') {
    if (schema.items === undefined) throw new Error('an array without items')
    const item = typeOf(schema.items, refer, indent)
    return /[ |&]/.test(item) ? `(${item})[]` : `${item}[]`
  }
  if (schema.type === 'object') return objectType(schema, refer, indent)
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  if (schema.type === 'string' || schema.type === 'boolean') return schema.type
  // How OpenAPI 3.0 writes null in a union: nothing but nullable.
  if (schema.nullable === true) return 'null'
  throw new Error(`no type is known for ${JSON.stringify(schema)}`)
}

function objectType(schema: Schema, refer: Refer, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const isRequired = schema.required?.includes(name) === true
    const type = typeOf(property, refer, inner)
    const comment =
      property.description === undefined ? '' : `${inner}/** ${property.description} */\n`
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : literal(name)
    // `| undefined`, so that a caller under exactOptionalPropertyTypes may pass on what it was not given.
    return `${comment}${inner}${key}${isRequired ? `: ${type}` : `?: ${type} | undefined`}`
  })
  const rest = schema.additionalProperties
  if (typeof rest === 'object') lines.push(`${inner}[name: string]: ${typeOf(rest, refer, inner)}`)
  return lines.length === 0 ? 'Record<string, never>' : `{\n${lines.join('\n')}\n${indent}}`
}

function literal(value: string | number | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value)
}
