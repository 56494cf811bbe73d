import { resolved } from './document.ts'
import { markup, paragraphs } from '../../../http/markup.ts'
import { answerTable, bodyTable, parameterTable } from './tables.ts'
import type { Document, Located, Operation, Parameter, Schema } from './document.ts'
import type { Markup } from '../../../http/markup.ts'

const PLACES = { path: 'Path parameters', query: 'Query parameters', header: 'Headers' } as const

export function operationSection(document: Document, located: Located): Markup {
  const { method, path, operation } = located
  const parameters = (operation.parameters ?? []).map((p) => resolved<Parameter>(document, p))
  return markup`<article id="${operation.operationId}">
    <h3><a href="#${operation.operationId}">${badge(method)} <span class="path">${path}</span></a></h3>
    <p class="summary">${operation.summary}</p>
    ${paragraphs(operation.description)}
    ${Object.entries(PLACES).map(([place, caption]) =>
      parameterTable(
        document,
        caption,
        parameters.filter((p) => p.in === place),
      ),
    )}
    ${requestBody(document, operation)}
    <h4>Example request</h4>
    <pre tabindex="0"><code>${curl(document, located)}</code></pre>
    ${answer(document, operation)}
    ${refusals(document, operation)}
  </article>`
}

function badge(method: string): Markup {
  return markup`<span class="method ${method}">${method.toUpperCase()}</span>`
}

function requestBody(document: Document, operation: Operation): Markup | undefined {
  const body = bodyOf(document, operation)
  if (!body?.schema) return undefined
  const caption = body.required ? 'Request body' : 'Request body (optional)'
  return bodyTable(document, caption, body.schema)
}

function bodyOf(
  document: Document,
  operation: Operation,
):
  | { schema: Schema | { $ref: string } | undefined; example: unknown; required: boolean }
  | undefined {
  if (!operation.requestBody) return undefined
  const body = resolved(document, operation.requestBody)
  if (!('content' in body)) return undefined
  const json = body.content['application/json']
  return { schema: json?.schema, example: json?.example, required: body.required === true }
}

function curl(document: Document, { method, path, operation }: Located): string {
  const at = path.replace('{id}', '550e8400-e29b-41d4-a716-446655440000')
  const lines = [
    `curl ${method === 'post' ? '-X POST ' : ''}"$SERVER${at}"`,
    '-H "Authorization: Bearer $API_KEY"',
  ]
  const example = bodyOf(document, operation)?.example
  if (example !== undefined) {
    lines.push('-H "Content-Type: application/json"', `-d '${JSON.stringify(example, null, 2)}'`)
  }
  return lines.join(' \\\n  ')
}

function answer(document: Document, operation: Operation): Markup | undefined {
  const response = operation.responses?.['200']
  const json = response && resolved(document, response).content?.['application/json']
  if (!json?.schema) return undefined
  return markup`<h4>Response</h4>
    <pre tabindex="0"><code>${JSON.stringify(json.example, null, 2)}</code></pre>
    <details>
      <summary>Members of the response</summary>
      ${answerTable(document, 'Response', json.schema)}
    </details>`
}

function refusals(document: Document, operation: Operation): Markup {
  const others = Object.entries(operation.responses ?? {}).filter(([status]) => status !== '200')
  const items = others.map(
    ([status, response]) =>
      markup`<li><code>${status}</code> ${resolved(document, response).description}</li>`,
  )
  return markup`<details>
    <summary>Errors</summary>
    <ul class="errors">
      ${items}
    </ul>
  </details>`
}
