import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Client as FormerClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as FormerTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIssuing, type Issuing } from '../_kit/issuing.ts'
import { makeOwnRequest } from '../_kit/own-request.ts'
import { certman } from '../_kit/run-certman.ts'

const CERTMAN = join(import.meta.dirname, '..', '..', 'cli', 'bin', 'certman.js')
const INFO = { name: 'certman-test', version: '1' }
const QUESTION = JSON.stringify({ jsonrpc: '2.0', id: 'q', method: 'tools/list' })

let server: Issuing

beforeAll(async () => {
  server = await startIssuing()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

/** How an assistant starts it: the address in the environment, and nothing of the directory. */
function started(): {
  command: string
  args: string[]
  env: Record<string, string>
} {
  return {
    command: process.execPath,
    args: ['-C', '@certman/source', CERTMAN, 'mcp'],
    env: { CERTMAN_API_KEY: server.apiKey, CERTMAN_API_URL: server.url, HOME: server.directory },
  }
}

test('an assistant that only starts programs speaks the newest revision through it', async () => {
  const client = new Client(INFO, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new StdioClientTransport(started()))
  expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28')
  const { tools } = await client.listTools()
  expect(tools).toHaveLength(13)
  const answers = await Promise.all(
    Array.from({ length: 5 }, async () => client.callTool({ name: 'list_cas', arguments: {} })),
  )
  for (const { structuredContent } of answers) {
    expect(JSON.stringify(structuredContent)).toContain(server.issuingId)
  }
  await client.close()
})

test('and one of the former generation its own', async () => {
  const client = new FormerClient(INFO)
  await client.connect(new FormerTransport(started()))
  expect((await client.listTools()).tools).toHaveLength(13)
  const { contents } = await client.readResource({
    uri: `certman://ca/${server.issuingId}/certificate`,
  })
  expect(JSON.stringify(contents)).toContain('BEGIN CERTIFICATE')
  await client.close()
})

test.each(['2026-07-28', '2025-11-25'])(
  'a person in front of a client of revision %s is asked through it',
  async (revision) => {
    const questions: string[] = []
    const agree = async ({ params }: { readonly params: { readonly message: string } }) => {
      questions.push(params.message)
      return { action: 'accept' as const, content: { confirm: true } }
    }
    const call = await connected(revision, agree)
    const caId = server.issuingId
    const signed = await call('sign_csr', { caId, csrPem: makeOwnRequest('bridged.example.com') })
    expect(signed).toMatchObject({ status: 'done' })
    const { certificate } = signed as { readonly certificate: { readonly id: string } }
    const revoked = await call('revoke_certificate', { certificateId: certificate.id })
    expect(revoked).toMatchObject({ status: 'done' })
    expect(questions).toEqual([expect.stringContaining('bridged.example.com')])
    await call.close()
  },
)

test('what the server refuses comes back as an answer to what was asked', async () => {
  const { output } = await asked(`${QUESTION}\n`, { CERTMAN_API_KEY: 'cm_0000' })
  expect(JSON.parse(output)).toMatchObject({ jsonrpc: '2.0', id: 'q' })
  expect(output).toContain('a sign-in or a valid API key is needed')
})

test('that nobody is there is told too, and of a line that is no message', async () => {
  const { output } = await asked(`nonsense\n${QUESTION}\n`, {
    CERTMAN_API_URL: 'http://127.0.0.1:9',
  })
  const [first = '', second = ''] = output.trim().split('\n')
  expect(JSON.parse(first)).toMatchObject({ id: null, error: { code: -32_700 } })
  expect(second).toContain('no connection to http://127.0.0.1:9/mcp')
})

test('a key that no header can hold is refused before anything is sent, and not repeated', async () => {
  const { code, output, talk } = await asked(`${QUESTION}\n`, { CERTMAN_API_KEY: 'cm_\u00e4\n' })
  expect({ code, output }).toEqual({ code: 1, output: '' })
  expect(talk).not.toContain('\u00e4')
})

type Agree = (request: { readonly params: { readonly message: string } }) => Promise<{
  readonly action: 'accept'
  readonly content: { readonly confirm: boolean }
}>

/** A client that shows forms to its person. @returns what calls a tool for its structured content */
async function connected(revision: string, agree: Agree) {
  const capabilities = { elicitation: {} }
  const versionNegotiation = { mode: 'auto' } as const
  const client =
    revision === '2026-07-28'
      ? new Client(INFO, { capabilities, versionNegotiation })
      : new FormerClient(INFO, { capabilities })
  if (client instanceof Client) {
    client.setRequestHandler('elicitation/create', agree)
    await client.connect(new StdioClientTransport(started()))
  } else {
    client.setRequestHandler(ElicitRequestSchema, agree)
    await client.connect(new FormerTransport(started()))
  }
  const call = async (name: string, args: Record<string, unknown>): Promise<unknown> => {
    const result = await client.callTool({ name, arguments: args })
    return result.structuredContent
  }
  return Object.assign(call, { close: () => client.close() })
}

function asked(input: string, variables: Readonly<Record<string, string>>) {
  return certman(['mcp'], {
    home: server.directory,
    variables: { CERTMAN_API_KEY: server.apiKey, CERTMAN_API_URL: server.url, ...variables },
    input,
  })
}
