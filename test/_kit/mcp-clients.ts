import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as FormerClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as FormerTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'

/** What both generations of the official client library can do, in one form. */
export interface McpClient extends AsyncDisposable {
  readonly revision: string | undefined
  tools(): Promise<readonly { readonly name: string }[]>
  call(name: string, args?: Readonly<Record<string, unknown>>): Promise<ToolAnswer>
  read(uri: string): Promise<string>
  resources(): Promise<readonly string[]>
  prompts(): Promise<readonly string[]>
}

export interface ToolAnswer {
  readonly isError: boolean
  /** All text of the answer. */
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into whatever came
  readonly data: any
}

export interface ConnectOptions {
  /** Without a trailing slash. */
  readonly url: string
  readonly key: string
  /** Instead of the global one: to hear what comes. */
  readonly fetch?: typeof globalThis.fetch
  /** Answers what the server asks the person; without it the client cannot be asked. */
  readonly onQuestion?: (question: string) => Promise<'yes' | 'no'>
}

/** Served, but offered to nobody who does not ask for it. */
const OLDEST = '2025-06-18'

export const CLIENTS: Readonly<
  Record<
    string,
    {
      readonly revision: string
      readonly connect: (options: ConnectOptions) => Promise<McpClient>
    }
  >
> = {
  'the client library, version 2': { revision: '2026-07-28', connect: connectMcp },
  'the client library, version 2, at the oldest revision': {
    revision: OLDEST,
    connect: (options) => connectMcp(options, [OLDEST]),
  },
  'the client library, version 1': { revision: '2025-11-25', connect: connectFormer },
}

const INFO = { name: 'certman-test', version: '1.2.3' }

export async function connectMcp(
  { url, key, onQuestion, fetch = globalThis.fetch }: ConnectOptions,
  supportedProtocolVersions?: string[],
): Promise<McpClient> {
  const client = new Client(INFO, {
    ...(supportedProtocolVersions === undefined
      ? { versionNegotiation: { mode: 'auto' } as const }
      : { supportedProtocolVersions }),
    capabilities: onQuestion === undefined ? {} : { elicitation: { form: {} } },
  })
  if (onQuestion !== undefined) {
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      const agreed = (await onQuestion(params.message)) === 'yes'
      return agreed ? { action: 'accept', content: { confirm: true } } : { action: 'decline' }
    })
  }
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
      requestInit: authorized(key),
      fetch: async (address, init) => fetch(address, init),
    }),
  )
  return {
    revision: client.getNegotiatedProtocolVersion(),
    tools: async () => (await client.listTools()).tools,
    call: async (name, args = {}) => answerOf(await client.callTool({ name, arguments: args })),
    read: async (uri) => textOf((await client.readResource({ uri })).contents),
    resources: async () => (await client.listResources()).resources.map(({ uri }) => uri),
    prompts: async () => (await client.listPrompts()).prompts.map(({ name }) => name),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

async function connectFormer({
  url,
  key,
  onQuestion,
  fetch = globalThis.fetch,
}: ConnectOptions): Promise<McpClient> {
  const client = new FormerClient(INFO, {
    capabilities: onQuestion === undefined ? {} : { elicitation: {} },
  })
  if (onQuestion !== undefined) {
    client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
      const agreed = (await onQuestion(params.message)) === 'yes'
      return agreed ? { action: 'accept', content: { confirm: true } } : { action: 'decline' }
    })
  }
  const transport = new FormerTransport(new URL(`${url}/mcp`), {
    requestInit: authorized(key),
    fetch: async (address, init) => fetch(address, init),
  })
  await client.connect(transport)
  return {
    revision: transport.protocolVersion,
    tools: async () => (await client.listTools()).tools,
    call: async (name, args = {}) => answerOf(await client.callTool({ name, arguments: args })),
    read: async (uri) => textOf((await client.readResource({ uri })).contents),
    resources: async () => (await client.listResources()).resources.map(({ uri }) => uri),
    prompts: async () => (await client.listPrompts()).prompts.map(({ name }) => name),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

function authorized(key: string): RequestInit {
  return { headers: { Authorization: `Bearer ${key}` } }
}

function answerOf(result: object): ToolAnswer {
  const {
    content = [],
    structuredContent,
    isError = false,
  } = result as {
    readonly content?: readonly object[]
    readonly structuredContent?: unknown
    readonly isError?: boolean
  }
  return { isError, text: textOf(content), data: structuredContent }
}

function textOf(contents: readonly object[]): string {
  return contents.map((one) => ('text' in one ? String(one.text) : '')).join('\n')
}
