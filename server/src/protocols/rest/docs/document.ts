import type { openApiDocument } from '../openapi.ts'

/** The parts of an OpenAPI document that the page shows, by the names of the specification. */
export type Document = ReturnType<typeof openApiDocument>
type PathItem = NonNullable<Document['paths']>[string]
export type Operation = NonNullable<PathItem['get']>
export type Parameter = Exclude<NonNullable<Operation['parameters']>[number], Reference>
export type Schema = Exclude<NonNullable<Parameter['schema']>, Reference>

export interface Reference {
  readonly $ref: string
}

export interface Located {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

export function operationsOf(document: Document, tag: string): readonly Located[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item[method]
      return operation?.tags?.includes(tag) ? [{ method, path, operation }] : []
    }),
  )
}

/** Follows a reference within the document. @throws Error for one that leads nowhere */
export function resolved<Value extends object>(
  document: Document,
  value: Value | Reference,
): Value {
  if (!('$ref' in value)) return value
  let found: unknown = document
  for (const step of value.$ref.slice(2).split('/')) {
    found = (found as Record<string, unknown> | undefined)?.[step]
  }
  if (typeof found !== 'object' || found === null) throw new Error(`${value.$ref} leads nowhere`)
  // The document was made here; what a reference of its kind names is of its kind.
  return found as Value
}
