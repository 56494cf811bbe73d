import { expect, test } from 'vitest'
import { installLinkFor, MCP_CLIENTS, snippetsFor } from './mcp-snippets.ts'

const url = 'https://certman.example.com/mcp'
const snippets = Object.values(snippetsFor(url)).flat()

test('a file is JSON, and names this endpoint', () => {
  const files = snippets.filter(({ place }) => place !== 'shell')
  expect(files.length).toBeGreaterThan(3)
  for (const { code } of files) {
    const members = JSON.stringify(JSON.parse(code))
    // What was signed in for before knows the address itself.
    if (!members.includes('"command"')) expect(members).toContain(url)
  }
})

test('a command names the endpoint, and no snippet holds a key', () => {
  for (const { place, code } of snippets) {
    if (place === 'shell') expect(code).toContain('https://certman.example.com')
    expect(code).not.toMatch(/cm_[0-9A-Za-z]/)
  }
})

test('an install link carries what the file would say', () => {
  const links = MCP_CLIENTS.flatMap((client) => installLinkFor(client, url) ?? [])
  expect(links).toHaveLength(2)
  const config = new URL(links[0] ?? '').searchParams.get('config') ?? ''
  expect(JSON.parse(atob(config))).toEqual({ url })
  const vscode = decodeURIComponent(links[1]?.split('?')[1] ?? '')
  expect(JSON.parse(vscode)).toEqual({ name: 'certman', type: 'http', url })
})
