import { expect, test } from 'vitest'
import { renderTypes, type Document } from './write-sdk-types.ts'

/** One operation that takes and answers one schema. */
function documentOf(schema: object): Document {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } }
  const operation = { operationId: 'getThing', responses: { 200: { content } } }
  return {
    paths: { '/thing': { get: operation } },
    components: { schemas: { Thing: schema, Unused: { type: 'string' } } },
  }
}

test.each<[string, object, string]>([
  ['a string', { type: 'string' }, 'string'],
  ['one that may be null', { type: 'string', nullable: true }, 'string | null'],
  ['a list', { type: 'array', items: { type: 'integer' } }, 'number[]'],
  ['a list of choices', { type: 'array', items: { enum: ['a', 'b'] } }, "('a' | 'b')[]"],
  ['choices with null', { enum: ['a', null], nullable: true }, "'a' | null"],
  [
    'a map',
    { type: 'object', additionalProperties: { type: 'boolean' } },
    '{\n  [name: string]: boolean\n}',
  ],
  ['all of', { allOf: [{ type: 'string' }, { type: 'number' }] }, 'string & number'],
])('%s', (_name, schema, expected) => {
  expect(renderTypes(documentOf(schema), 'test')).toContain(`export type Thing = ${expected}\n`)
})

test('an object, and only what an operation speaks of', () => {
  const properties = { a: { type: 'string', description: 'What it is' }, b: { type: 'number' } }
  const text = renderTypes(documentOf({ type: 'object', properties, required: ['a'] }), 'test')
  expect(text).toContain(
    'export interface Thing {\n  /** What it is */\n  a: string\n  b?: number | undefined\n}\n',
  )
  expect(text).toContain('export type GetThingResponse = Thing\n')
  expect(text).not.toContain('Unused')
})

test('a schema that is not understood is refused', () => {
  expect(() => renderTypes(documentOf({ type: 'file' }), 'test')).toThrow('no type is known')
  expect(() => renderTypes(documentOf({ $ref: '#/components/schemas/Nowhere' }), 'test')).toThrow(
    'there is no schema Nowhere',
  )
})
