import { consoleDocument } from '../server/src/protocols/console/openapi.ts'
import {
  declarationsOf,
  declareSchemas,
  heading,
  jsonOf,
  typeOf,
  type Document,
  type Operation,
  type Refer,
  type Schema,
} from './write-sdk-types.ts'

/** Where the files are. */
export const CONSOLE_WIRE = 'dashboard/src/api/wire'

/** As for every file: what is longer is split, here by the tag that the operations have. */
const MOST_LINES = 320

const SOURCE = 'api/console-openapi.json'

interface Placed {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

/** What is written of one tag: its operations, and the objects that no other tag speaks of. */
interface Part {
  readonly file: string
  readonly tag: string
  readonly declarations: readonly string[]
  readonly operations: readonly string[]
  readonly routes: readonly string[]
}

/**
 * The console's objects as types, what each operation takes and answers, and where it is: so that a call which the server
 * does not know does not compile. A file for each tag, one for the objects that several speak of, if there are, and one that joins them.
 * @returns the texts by the names of their files
 */
export function renderConsoleTypes(): Readonly<Record<string, string>> {
  const document = consoleDocument() as unknown as Document // the document is ours; its shape is that of OpenAPI 3.0
  const parts = Map.groupBy(operationsOf(document), ({ operation }) => operation.tags?.[0] ?? '')
  const objects = new Map<string, string>()
  const users = new Map<string, Set<string>>()
  const written = [...parts].map(([tag, operations]) => {
    const wanted = new Set<string>()
    const refer: Refer = (name) => {
      wanted.add(name)
      return name
    }
    const part = partOf(tag, operations, refer)
    for (const [name, text] of declareSchemas(document, wanted, refer)) {
      objects.set(name, text)
      users.set(name, (users.get(name) ?? new Set()).add(part.file))
    }
    return part
  })
  const homeOf = (name: string): string => {
    const [first = '', ...others] = users.get(name) ?? []
    return others.length === 0 ? first : 'shared'
  }
  const ownOf = (file: string): readonly string[] =>
    [...objects]
      .filter(([name]) => homeOf(name) === file)
      .map(([, text]) => text)
      .sort()
  const shared = ownOf('shared')
  const files = [
    ...(shared.length === 0 ? [] : [['shared', joined(shared)] as const]),
    ...written.flatMap((part) => renderPart(part, ownOf(part.file), shared)),
    ['operations', renderJoined(written)] as const,
  ]
  return Object.fromEntries(files.map(([name, text]) => [fileName(name), requireShort(name, text)]))
}

function fileName(name: string): string {
  return `${CONSOLE_WIRE}/${name}.gen.ts`
}

function requireShort(name: string, text: string): string {
  if (isShort(text)) return text
  throw new Error(`${name} has more than ${MOST_LINES} lines: give its operations two tags`)
}

function isShort(text: string): boolean {
  return text.split('\n').length - 1 <= MOST_LINES
}

function joined(texts: readonly string[]): string {
  return [heading(SOURCE), ...texts].join('\n')
}

function operationsOf({ paths }: Document): readonly Placed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
}

function partOf(tag: string, placed: readonly Placed[], refer: Refer): Part {
  return {
    file: tag.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    tag: tag.replaceAll(/[^A-Za-z]+([a-z])?/g, (_, letter: string = '') => letter.toUpperCase()),
    declarations: placed.flatMap(({ operation }) => declarationsOf(operation, refer)),
    operations: placed.map(({ operation }) => takesAndAnswers(operation, refer)),
    routes: placed.map(
      ({ path, method, operation }) => `  ${operation.operationId}: ['${method}', '${path}'],`,
    ),
  }
}

/** One file, or where that is too long, a second one for what is answered. */
function renderPart(
  { file, tag, declarations, operations, routes }: Part,
  own: readonly string[],
  shared: readonly string[],
): readonly (readonly [name: string, text: string])[] {
  const answers = [...own, ...declarations]
  const calls = [
    `export interface ${tag}Operations {\n${operations.join('\n')}\n}\n`,
    `export const ${constantOf(file)} = {\n${routes.join('\n')}\n} as const\n`,
  ]
  const whole = joined([
    ...importsOf('shared', shared, [...answers, ...calls]),
    ...answers,
    ...calls,
  ])
  if (isShort(whole)) return [[file, whole]]
  const beside = `${file}-answers`
  const imports = [...importsOf('shared', shared, calls), ...importsOf(beside, answers, calls)]
  return [
    [beside, joined([...importsOf('shared', shared, answers), ...answers])],
    [file, joined([...imports, ...calls])],
  ]
}

/** @returns at most one line, of the declarations in that file that the texts speak of */
function importsOf(
  file: string,
  declarations: readonly string[],
  texts: readonly string[],
): readonly string[] {
  const spoken = new Set(texts.join('\n').match(/\b[A-Z]\w+\b/g))
  const names = declarations
    .map((text) => /^export (?:interface|type) (\w+)/.exec(text)?.[1] ?? '')
    .filter((name) => spoken.has(name))
    .sort()
  if (names.length === 0) return []
  return [
    `import type {\n${names.map((name) => `  ${name},`).join('\n')}\n} from './${file}.gen.ts'\n`,
  ]
}

function constantOf(file: string): string {
  return `${file.toUpperCase().replaceAll('-', '_')}_ROUTES`
}

function renderJoined(parts: readonly Part[]): string {
  const imports = parts.map(
    ({ file, tag }) =>
      `import { ${constantOf(file)}, type ${tag}Operations } from './${file}.gen.ts'`,
  )
  const bases = parts.map(({ tag }) => `    ${tag}Operations`).join(',\n')
  const routes = parts.map(({ file }) => `  ...${constantOf(file)},`).join('\n')
  return [
    heading(SOURCE),
    `${imports.join('\n')}\n`,
    `export interface ConsoleOperations\n  extends\n${bases} {}\n`,
    `export const CONSOLE_ROUTES: Readonly<\n  Record<keyof ConsoleOperations, readonly [method: string, route: string]>\n> = {\n${routes}\n}\n`,
  ].join('\n')
}

function takesAndAnswers(operation: Operation, refer: Refer): string {
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
