import { readJsonObject } from './json-body.ts'
import { validate } from './validate.ts'
import type { ZodObject } from 'zod'
import type { Exchange } from './exchange.ts'

/** The schemas of what an operation takes; what has none is not read. */
export interface InputSchemas {
  readonly path?: ZodObject
  readonly query?: ZodObject
  readonly body?: { readonly schema: ZodObject }
}

type Members = Record<string, unknown>

export interface Input {
  readonly path: Members
  readonly query: Members
  readonly body: Members
}

const NOTHING: Members = {}

/** @throws Problem `invalidRequest` naming every member at fault; HttpRefusal for a body that is none */
export async function readInput(schemas: InputSchemas, { request }: Exchange): Promise<Input> {
  return {
    path: schemas.path ? validate(schemas.path, request.param()) : NOTHING,
    query: schemas.query ? validate(schemas.query, queryOf(request.queries())) : NOTHING,
    body: schemas.body ? validate(schemas.body.schema, await readJsonObject(request)) : NOTHING,
  }
}

/** A parameter given once is its text; given several times it stays a list, which no schema takes. */
function queryOf(queries: Record<string, string[]>): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  for (const [name, values] of Object.entries(queries)) {
    const [only] = values
    query[name] = values.length === 1 && only !== undefined ? only : values
  }
  return query
}
