/** The programs that people connect, in the order in which they ask for them. */
export const MCP_CLIENTS = ['claudeCode', 'claude', 'cursor', 'vscode', 'chatgpt', 'other'] as const
export type McpClientName = (typeof MCP_CLIENTS)[number]

/** A place of an API key, so that none is pasted into a page. */
const KEY = 'cm_…'

export interface Snippet {
  /** How it signs in: by OAuth, in the browser; or by an API key. */
  readonly signIn: 'oauth' | 'apiKey'
  /** The file it belongs into, or `shell` for a command. */
  readonly place: 'shell' | '~/.cursor/mcp.json' | '.vscode/mcp.json' | 'mcp.json'
  readonly code: string
}

/** What is copied, for the endpoint of this server. Clients without snippets take the address in a dialog of their own. */
export function snippetsFor(url: string): Readonly<Record<McpClientName, readonly Snippet[]>> {
  const headers = { Authorization: `Bearer ${KEY}` }
  const claude = `claude mcp add --transport http certman ${url}`
  return {
    claudeCode: [
      { signIn: 'oauth', place: 'shell', code: claude },
      {
        signIn: 'apiKey',
        place: 'shell',
        code: `${claude} --header "Authorization: Bearer ${KEY}"`,
      },
    ],
    claude: [],
    cursor: [
      {
        signIn: 'oauth',
        place: '~/.cursor/mcp.json',
        code: json({ mcpServers: { certman: { url } } }),
      },
      {
        signIn: 'apiKey',
        place: '~/.cursor/mcp.json',
        code: json({ mcpServers: { certman: { url, headers } } }),
      },
    ],
    vscode: [
      {
        signIn: 'oauth',
        place: '.vscode/mcp.json',
        code: json({ servers: { certman: { type: 'http', url } } }),
      },
      {
        signIn: 'apiKey',
        place: '.vscode/mcp.json',
        code: json({
          inputs: [
            {
              type: 'promptString',
              id: 'certman-key',
              description: 'Certman API key',
              password: true,
            },
          ],
          servers: {
            certman: {
              type: 'http',
              url,
              // The editor asks for the key and keeps it; the file can be shared.
              headers: { Authorization: 'Bearer ${input:certman-key}' },
            },
          },
        }),
      },
    ],
    chatgpt: [],
    other: [
      {
        signIn: 'oauth',
        place: 'shell',
        code: `certman login --web --mcp --api-url ${new URL(url).origin}`,
      },
      {
        signIn: 'oauth',
        place: 'mcp.json',
        code: json({ mcpServers: { certman: { command: 'certman', args: ['mcp'] } } }),
      },
      {
        signIn: 'apiKey',
        place: 'mcp.json',
        code: json({
          mcpServers: {
            certman: {
              command: 'certman',
              args: ['mcp'],
              env: { CERTMAN_API_URL: new URL(url).origin, CERTMAN_API_KEY: KEY },
            },
          },
        }),
      },
    ],
  }
}

/** One click, where the program offers that. */
export function installLinkFor(client: McpClientName, url: string): string | undefined {
  if (client === 'cursor') {
    const config = btoa(JSON.stringify({ url }))
    return `cursor://anysphere.cursor-deeplink/mcp/install?name=certman&config=${encodeURIComponent(config)}`
  }
  if (client === 'vscode') {
    const config = JSON.stringify({ name: 'certman', type: 'http', url })
    return `vscode:mcp/install?${encodeURIComponent(config)}`
  }
  return undefined
}

function json(value: object): string {
  return JSON.stringify(value, null, 2)
}
