import { markup, marked } from '../../../http/markup.ts'
import { resolved } from './document.ts'
import type { Markup } from '../../../http/markup.ts'
import type { Document, Parameter, Reference, Schema } from './document.ts'

export function parameterTable(
  document: Document,
  caption: string,
  parameters: readonly Parameter[],
): Markup {
  if (parameters.length === 0) return markup``
  const rows = parameters.map(({ name, schema, required, description }) =>
    row(document, { name, schema: schema ?? {}, required: required === true, description }),
  )
  return table(caption, rows)
}

/** The members of a request's body. */
export function bodyTable(document: Document, caption: string, schema: Schema | Reference): Markup {
  const { properties, required } = resolved<Schema>(document, schema)
  const rows = Object.entries(properties ?? {}).map(([name, member]) => {
    const shape = resolved<Schema>(document, member)
    return row(document, {
      name,
      // That null means absent goes without saying for every optional member.
      schema: { ...shape, nullable: false },
      required: required?.includes(name) === true,
      description: shape.description,
    })
  })
  return table(caption, rows)
}

/** The members of an answer, all of which are there; those of objects inside it follow, with their path. */
export function answerTable(
  document: Document,
  caption: string,
  schema: Schema | Reference,
): Markup {
  return table(caption, memberRows(document, resolved(document, schema), ''))
}

function memberRows(document: Document, schema: Schema, prefix: string): readonly Markup[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const inner = resolved<Schema>(document, member)
    const { description } = inner
    const own = row(document, { name: prefix + name, schema: inner, required: false, description })
    return [own, ...memberRows(document, ...nested(document, inner, prefix + name))]
  })
}

function nested(document: Document, schema: Schema, path: string): [Schema, string] {
  if (schema.items) return [resolved<Schema>(document, schema.items), `${path}[].`]
  const entries = schema.additionalProperties
  if (typeof entries === 'object') return [resolved<Schema>(document, entries), `${path}.{id}.`]
  return [schema, `${path}.`]
}

interface Row {
  readonly name: string
  readonly schema: Schema | Reference
  readonly required: boolean
  readonly description: string | undefined
}

function row(document: Document, { name, schema, required, description }: Row): Markup {
  const shape = resolved<Schema>(document, schema)
  return markup`<tr>
    <th scope="row">
      <code>${name}</code>${required ? markup` <small>required</small>` : undefined}
    </th>
    <td>${typeName(document, shape)}</td>
    <td>${marked(description ?? '')}${fallback(shape)}</td>
  </tr>`
}

function fallback(schema: Schema): Markup | undefined {
  if (schema.default === undefined) return undefined
  return markup` <small>default: <code>${String(schema.default)}</code></small>`
}

function typeName(document: Document, schema: Schema): Markup {
  if (schema.enum) {
    const values = schema.enum.filter((value: unknown) => value !== null).map(String)
    return markup`${values.map((value, at) => markup`${at > 0 ? ' | ' : ''}<code>${value}</code>`)}`
  }
  if (schema.items) return markup`${typeName(document, resolved<Schema>(document, schema.items))}[]`
  const range = schema.maximum === undefined ? '' : `, ${schema.minimum ?? 0}–${schema.maximum}`
  const named = schema.format === 'password' ? undefined : schema.format
  const type = named ?? (typeof schema.type === 'string' ? schema.type : 'object')
  return markup`${type}${range}${schema.nullable === true ? ' or null' : ''}`
}

function table(caption: string, rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type</th>
          <th scope="col">Description</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}
