import type { Answer, TestApp } from '../../_app.ts'

export interface Called {
  readonly isError: boolean
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into whatever came
  readonly data: any
}

const REVISION = '2026-07-28'

/** One message of revision 2026-07-28, as the client libraries write it. */
export function sendMcp(
  app: TestApp,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  options: {
    readonly key?: string | undefined
    readonly headers?: Readonly<Record<string, string>>
    readonly capabilities?: object
  } = {},
): Promise<Answer> {
  const { name, uri } = params
  const named = typeof name === 'string' ? name : typeof uri === 'string' ? uri : undefined
  return app.call('/mcp', {
    ...('key' in options ? { key: options.key } : {}),
    headers: {
      Host: 'localhost',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': REVISION,
      'Mcp-Method': method,
      ...(named === undefined ? {} : { 'Mcp-Name': named }),
      ...options.headers,
    },
    body: {
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        ...params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': REVISION,
          'io.modelcontextprotocol/clientInfo': { name: 'face-test', version: '7' },
          'io.modelcontextprotocol/clientCapabilities': options.capabilities ?? {},
        },
      },
    },
  })
}

export async function callTool(
  app: TestApp,
  name: string,
  args: object = {},
  key: string = app.key,
): Promise<Called> {
  const { status, text, json } = await sendMcp(
    app,
    'tools/call',
    { name, arguments: args },
    { key },
  )
  if (status !== 200 || json.result === undefined) throw new Error(`${status}: ${text}`)
  const { content, structuredContent, isError = false } = json.result
  const said = content.map((one: { readonly text?: string }) => one.text ?? '').join('\n')
  return { isError, text: said, data: structuredContent }
}

export async function toolNames(app: TestApp, key: string = app.key): Promise<readonly string[]> {
  const { json } = await sendMcp(app, 'tools/list', {}, { key })
  return json.result.tools.map((tool: { readonly name: string }) => tool.name)
}
