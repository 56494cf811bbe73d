import { consoleDocument } from '../server/src/protocols/console/openapi.ts'
import { openApiDocument } from '../server/src/protocols/rest/openapi.ts'

/** api/openapi.json: the wire contract, from the schemas that validate. */
export function renderOpenApi(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`
}

/** api/console-openapi.json: what the dashboard calls. */
export function renderConsoleOpenApi(): string {
  return `${JSON.stringify(consoleDocument(), null, 2)}\n`
}
