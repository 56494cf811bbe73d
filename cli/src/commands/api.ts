import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { readInputText } from '../input-file.ts'
import { several } from '../options.ts'
import { Refusal } from '../refusal.ts'

interface ApiOptions {
  readonly field?: readonly string[]
  readonly input?: string
  readonly idempotencyKey?: string
}

export function addApi(program: Command, console: Console): void {
  const command = program
    .command('api')
    .description('Send any request to the API and print the JSON that comes back')
    .argument('<method>', 'GET, POST, …')
    .argument('<path>', 'such as /v1/cas, or cas for short')
    .option(
      '--field <name=value>',
      'a member of the body, or with GET of the query; values that are JSON are sent as such; may be given several times',
      several,
    )
    .option('--input <file>', 'the body, JSON; - for standard input')
    .option('--idempotency-key <key>', 'so that the same request may be sent again')
    .action((method: string, path: string, options: ApiOptions) =>
      api(console, method.toUpperCase(), path, options),
    )
  addExamples(
    command,
    'certman api GET /v1/whoami',
    'certman api GET certificates --field status=active --field pageSize=100',
    'certman api POST certificates --field caId=550e8400-e29b-41d4-a716-446655440000 --field commonName=app.internal --field \'sanDns=["app.internal"]\'',
  )
}

async function api(
  console: Console,
  method: string,
  path: string,
  options: ApiOptions,
): Promise<void> {
  const fields = (options.field ?? []).map(parseField)
  const isRead = method === 'GET' || method === 'HEAD'
  const answer = await connect(console).request(method, fullPath(path), {
    idempotencyKey: options.idempotencyKey,
    ...(isRead ? { query: Object.fromEntries(fields) } : { body: await bodyOf(console, options) }),
  })
  await console.report({ json: answer, text: JSON.stringify(answer, null, 2) })
}

function fullPath(path: string): string {
  return path.startsWith('/') ? path : `/v1/${path}`
}

function parseField(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at <= 0) throw new Refusal(`"${text}" is no field`, 'write --field name=value')
  return [text.slice(0, at), text.slice(at + 1)]
}

async function bodyOf(console: Console, { field = [], input }: ApiOptions): Promise<unknown> {
  const members = Object.fromEntries(
    field.map(parseField).map(([name, value]) => [name, jsonOr(value, value)]),
  )
  if (input === undefined) return field.length === 0 ? undefined : members
  const body = jsonOr(await readInputText(console, input), undefined)
  if (typeof body !== 'object' || body === null)
    throw new Refusal(`${input} holds no JSON object`, 'the body is one JSON object')
  return { ...body, ...members }
}

function jsonOr(text: string, other: unknown): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return other
  }
}
