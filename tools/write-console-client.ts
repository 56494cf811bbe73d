import { consoleDocument } from '../server/src/protocols/console/openapi.ts'
import { jsonOf, renderTypes, typeOf } from './write-sdk-types.ts'
import type { Document, Operation, Schema } from './write-sdk-types.ts'

/**
 * dashboard/src/api/wire.gen.ts: the console's objects as types, what each operation takes and answers, and where it is: so
 * that a call which the server does not know does not compile.
 */
export function renderConsoleTypes(): string {
  const document = consoleDocument() as unknown as Document // the document is ours; its shape is that of OpenAPI 3.0
  const wanted = new Set<string>()
  const refer = (name: string): string => {
    wanted.add(name)
    return name
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const takes = operations.map(({ operation }) => takesAndAnswers(operation, refer))
  const routes = operations.map(
    ({ path, method, operation }) => `  ${operation.operationId}: ['${method}', '${path}'],`,
  )
  return [
    renderTypes(document, 'api/console-openapi.json'),
    `export interface ConsoleOperations {\n${takes.join('\n')}\n}\n`,
    `export const CONSOLE_ROUTES: Readonly<\n  Record<keyof ConsoleOperations, readonly [method: string, route: string]>\n> = {\n${routes.join('\n')}\n}\n`,
  ].join('\n')
}

function takesAndAnswers(operation: Operation, refer: (name: string) => string): string {
  const name = operation.operationId.replace(/^./, (letter) => letter.toUpperCase())
  const parameters = operation.parameters ?? []
  const path = objectOf(parameters.filter((parameter) => parameter.in === 'path'))
  const hasQuery = parameters.some((parameter) => parameter.in === 'query')
  const body = jsonOf(operation.requestBody)
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
  const lines = [
    `    path: ${typeOf(path, refer, '    ')}`,
    `    query: ${hasQuery ? `${name}Query` : 'Record<string, never>'}`,
    `    body: ${body === undefined ? 'Record<string, never>' : typeOf(body, refer, '    ')}`,
    `    response: ${jsonOf(success?.[1]) === undefined ? 'Response' : `${name}Response`}`,
  ]
  return `  ${operation.operationId}: {\n${lines.join('\n')}\n  }`
}

function objectOf(
  parameters: readonly { readonly name: string; readonly schema: Schema }[],
): Schema {
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]))
  return { type: 'object', properties, required: Object.keys(properties) }
}
