import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../cli/src/run.ts'
import { keySnippets } from '../../dashboard/src/pages/api-access/key-snippets.ts'
import {
  installLinkFor,
  snippetsFor,
  type McpClientName,
  type Snippet,
} from '../../dashboard/src/pages/api-access/mcp-snippets.ts'
import { ALL, openWorld, visitConsent, type World } from '../oauth/_world.ts'
import { execute } from '../_kit/execute.ts'

/** What the panel gives to be copied is read as its program reads it, and what it says is done. */

const CERTMAN = join(import.meta.dirname, '..', '..', 'cli', 'bin', 'certman.js')
const TOOLS = 13

let world: World
let home: string
let endpoint: string

beforeAll(async () => {
  world = await openWorld()
  home = await mkdtemp(join(tmpdir(), 'certman-snippets-'))
  endpoint = `${world.url}/mcp`
  for (const name of ['claude', 'certman']) await tellingWords(name)
})
afterAll(async () => {
  await rm(home, { recursive: true, force: true })
  await world[Symbol.asyncDispose]()
})

/** A program of this name that tells with which words it was started. */
async function tellingWords(name: string): Promise<void> {
  const source = `#!${process.execPath}\nconsole.log(JSON.stringify(process.argv.slice(2)))\n`
  await writeFile(join(home, name), source, { mode: 0o755 })
}

/** What a shell makes of a command. */
async function wordsOf(command: string): Promise<readonly string[]> {
  const environment = { PATH: `${home}:/usr/bin:/bin` }
  const { code, output } = await execute('/bin/sh', ['-c', command], { environment })
  expect(code).toBe(0)
  return JSON.parse(output) as readonly string[]
}

function snippet(
  client: McpClientName,
  signIn: Snippet['signIn'],
  place: Snippet['place'],
): string {
  const found = snippetsFor(endpoint)[client].find(
    (one) => one.signIn === signIn && one.place === place,
  )
  if (found === undefined) throw new Error(`${client} has no snippet for ${signIn} in ${place}`)
  return found.code.replaceAll('cm_…', world.console.server.apiKey)
}

interface Remote {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

async function toolsAt({ url, headers = {} }: Remote): Promise<number> {
  const client = new Client({ name: 'snippet', version: '1' })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
  )
  const { tools } = await client.listTools()
  await client.close()
  return tools.length
}

/** Without a key: the program is led to the sign-in, for the very address that the snippet names (RFC 9728 §3.3). */
async function expectSignIn({ url, headers }: Remote): Promise<void> {
  expect(headers).toBeUndefined()
  const refused = await fetch(url, { method: 'POST' })
  expect(refused.status).toBe(401)
  const challenge = refused.headers.get('www-authenticate') ?? ''
  const metadata = await fetch(/resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '')
  expect(await metadata.json()).toMatchObject({ resource: url })
}

/** `claude mcp add --transport http <name> <url> [--header "<name>: <value>"]` (code.claude.com/docs/en/mcp). */
function remoteOfClaude(words: readonly string[]): Remote {
  const [mcp, add, transport, http, name, url = '', ...options] = words
  expect([mcp, add, transport, http, name]).toEqual([
    'mcp',
    'add',
    '--transport',
    'http',
    'certman',
  ])
  if (options.length === 0) return { url }
  expect(options).toHaveLength(2)
  const [option, header = ''] = options
  expect(option).toBe('--header')
  const [field = '', value = ''] = header.split(': ', 2)
  return { url, headers: { [field]: value } }
}

test('Claude Code', async () => {
  await expectSignIn(remoteOfClaude(await wordsOf(snippet('claudeCode', 'oauth', 'shell'))))
  const withKey = remoteOfClaude(await wordsOf(snippet('claudeCode', 'apiKey', 'shell')))
  expect(await toolsAt(withKey)).toBe(TOOLS)
  const shown = keySnippets(world.url, world.console.server.apiKey, undefined)
  expect(remoteOfClaude(await wordsOf(shown.mcp))).toEqual(withKey)
})

test('Cursor: mcpServers in ~/.cursor/mcp.json, and its install link', async () => {
  const remoteIn = (file: string): Remote => {
    const { mcpServers } = JSON.parse(file) as { mcpServers: Record<string, Remote> }
    expect(Object.keys(mcpServers)).toEqual(['certman'])
    return mcpServers['certman'] ?? { url: '' }
  }
  await expectSignIn(remoteIn(snippet('cursor', 'oauth', '~/.cursor/mcp.json')))
  expect(await toolsAt(remoteIn(snippet('cursor', 'apiKey', '~/.cursor/mcp.json')))).toBe(TOOLS)
  // cursor.com/docs/mcp/install-links: a name, and the server's configuration in base 64.
  const link = new URL(installLinkFor('cursor', endpoint) ?? '')
  expect(link.href).toMatch(/^cursor:\/\/anysphere\.cursor-deeplink\/mcp\/install\?name=certman&/)
  const config = atob(link.searchParams.get('config') ?? '')
  await expectSignIn(JSON.parse(config) as Remote)
})

describe('VS Code', () => {
  interface File {
    readonly inputs?: readonly { readonly type: string; readonly id: string }[]
    readonly servers: Readonly<Record<string, Remote & { readonly type: string }>>
  }

  /** code.visualstudio.com/docs/agents/reference/mcp-configuration: `${input:id}` is what the editor asked for. */
  function remoteIn(file: string): Remote {
    const { inputs = [] } = JSON.parse(file) as File
    let text = file
    for (const { id, type } of inputs) {
      expect(type).toBe('promptString')
      text = text.replaceAll(`\${input:${id}}`, world.console.server.apiKey)
    }
    expect(text).not.toContain('${')
    const { servers } = JSON.parse(text) as File
    const { type, ...remote } = servers['certman'] ?? { type: '', url: '' }
    expect(type).toBe('http')
    return remote
  }

  test('servers and inputs in .vscode/mcp.json', async () => {
    await expectSignIn(remoteIn(snippet('vscode', 'oauth', '.vscode/mcp.json')))
    expect(await toolsAt(remoteIn(snippet('vscode', 'apiKey', '.vscode/mcp.json')))).toBe(TOOLS)
  })

  test('its install link', async () => {
    const link = installLinkFor('vscode', endpoint) ?? ''
    expect(link).toMatch(/^vscode:mcp\/install\?/)
    const config = JSON.parse(decodeURIComponent(link.slice(link.indexOf('?') + 1))) as {
      readonly name: string
      readonly type: string
      readonly url: string
    }
    expect(config).toMatchObject({ name: 'certman', type: 'http' })
    await expectSignIn({ url: config.url })
  })
})

describe('others, which start a program', () => {
  interface Started {
    readonly command: string
    readonly args: string[]
    readonly env?: Record<string, string>
  }

  /** As a client does it: the command is found on the path, and of the environment it gets what the file says. */
  async function toolsOf(file: string): Promise<number> {
    const { mcpServers } = JSON.parse(file) as { mcpServers: Record<string, Started> }
    const { command = '', args = [], env = {} } = mcpServers['certman'] ?? {}
    const bin = await mkdtemp(join(home, 'bin-'))
    const source = `#!/bin/sh\nexec '${process.execPath}' -C @certman/source '${CERTMAN}' "$@"\n`
    await writeFile(join(bin, command), source, { mode: 0o755 })
    const client = new Client({ name: 'snippet', version: '1' })
    const environment = { ...env, HOME: home, PATH: `${bin}:/usr/bin:/bin` }
    await client.connect(new StdioClientTransport({ command, args, env: environment }))
    const { tools } = await client.listTools()
    await client.close()
    return tools.length
  }

  test('with an API key in the file', async () => {
    expect(await toolsOf(snippet('other', 'apiKey', 'mcp.json'))).toBe(TOOLS)
  })

  test('after a sign-in by the command that stands before it', async () => {
    const words = await wordsOf(snippet('other', 'oauth', 'shell'))
    const output = new PassThrough()
    const code = await run(words, {
      variables: {},
      input: Object.assign(new PassThrough(), { isTTY: false }),
      output,
      talk: new PassThrough().resume(),
      home,
      fetch: globalThis.fetch,
      now: Date.now,
      open: async (address) => {
        const { console, choices } = world
        const visit = await visitConsent(console.owner, new URL(address))
        const permissions = choices.map(({ id }) => ({ authorityId: id, ...ALL }))
        await fetch(await visit.agree(console.workspaceId, { permissions }))
      },
    })
    expect([code, String(output.read())]).toEqual([0, 'Signed in for certman mcp\n'])
    expect(await toolsOf(snippet('other', 'oauth', 'mcp.json'))).toBe(TOOLS)
  })
})

test('every program has its snippet here, or takes the address alone', () => {
  const withSnippets = Object.entries(snippetsFor(endpoint)).filter(([, some]) => some.length > 0)
  expect(withSnippets.map(([name]) => name)).toEqual(['claudeCode', 'cursor', 'vscode', 'other'])
})
