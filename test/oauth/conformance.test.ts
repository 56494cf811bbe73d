import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { freePort } from '../_kit/free-port.ts'
import { requireTool } from '../_kit/tools.ts'
import { registerProgram } from './_program.ts'
import { ALL, openWorld, visitConsent } from './_world.ts'

const conformance = requireTool('conformance')

test.skipIf(conformance === null)(
  'the official MCP conformance suite passes every scenario for authorization servers',
  async () => {
    await using world = await openWorld()
    const { console, url, choices } = world
    const port = await freePort()
    const program = await registerProgram(url, {
      client_name: 'MCP conformance suite',
      redirect_uris: [`http://127.0.0.1:${port}/callback`],
    })
    const suite = spawn(conformance ?? '', [
      'authorization',
      `--url=${url}`,
      `--client-id=${program.client.client_id}`,
      `--resource=${url}/mcp`,
      `--port=${port}`,
    ])
    let output = ''
    // Its author meant a person to open the address: here a program is that person.
    const opened = new Promise<URL>((resolve) => {
      const read = (chunk: Buffer): void => {
        output += chunk.toString()
        const address = /^https?:\S+\/oauth\/authorize\?\S+$/m.exec(output)?.[0]
        if (address !== undefined) resolve(new URL(address))
      }
      suite.stdout.on('data', read)
      suite.stderr.on('data', read)
    })
    const ended = new Promise<number | null>((resolve) => {
      suite.on('close', resolve)
    })
    const visit = await visitConsent(console.owner, await opened)
    const permissions = choices.map(({ id }) => ({ authorityId: id, ...ALL }))
    await fetch(await visit.agree(console.workspaceId, { permissions }))
    expect(await ended, output).toBe(0)
    expect(output).toContain('authorization-server-metadata-endpoint')
    expect(output).toContain('authorization-code-grant')
    expect(output).toContain('Total: 3 passed, 0 failed')
    expect(output).not.toMatch(/skipped|warning/i)
  },
)
