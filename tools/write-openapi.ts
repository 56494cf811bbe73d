import { openApiDocument } from '../server/src/protocols/rest/openapi.ts'

/** api/openapi.json: the wire contract, from the schemas that validate. */
export function renderOpenApi(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`
}
