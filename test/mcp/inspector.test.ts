import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../_kit/execute.ts'
import { startIssuing, type Issuing } from '../_kit/issuing.ts'
import { requireTool } from '../_kit/tools.ts'

const inspector = requireTool('mcp-inspector')

describe.skipIf(inspector === null)('the command line of the MCP Inspector', () => {
  let server: Issuing
  let home: string

  beforeAll(async () => {
    server = await startIssuing()
    home = await mkdtemp(join(tmpdir(), 'certman-inspector-'))
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await rm(home, { recursive: true, force: true })
  })

  async function inspect(...args: readonly string[]) {
    const header = `Authorization: Bearer ${server.apiKey}`
    const target = ['--cli', `${server.url}/mcp`, '--transport', 'http', '--header', header]
    return execute(inspector ?? '', [...target, ...args], { environment: { HOME: home } })
  }

  test('finds the tools', async () => {
    const { code, output } = await inspect('--method', 'tools/list')
    expect(code).toBe(0)
    expect(output).toContain('"revoke_certificate"')
    expect(output).toContain('destructiveHint')
  })

  test('issues, and is shown a plan before it revokes', async () => {
    const issued = await inspect(
      '--method',
      'tools/call',
      '--tool-name',
      'issue_certificate',
      '--tool-arg',
      `caId=${server.issuingId}`,
      'commonName=inspected.example.com',
    )
    expect(issued.code).toBe(0)
    const { id } = JSON.parse(issued.output).structuredContent.certificate
    const call = ['--method', 'tools/call', '--tool-name', 'revoke_certificate', '--tool-arg']
    const plan = JSON.parse((await inspect(...call, `certificateId=${id}`)).output)
    expect(plan.structuredContent.status).toBe('confirmationRequired')
    const { confirmationToken } = plan.structuredContent
    const token = `confirmationToken=${confirmationToken}`
    const revoked = JSON.parse((await inspect(...call, `certificateId=${id}`, token)).output)
    expect(revoked.structuredContent.status).toBe('done')
  })

  test('reads a resource and a prompt', async () => {
    const uri = `certman://ca/${server.issuingId}/certificate`
    const resource = await inspect('--method', 'resources/read', '--uri', uri)
    expect(resource.output).toContain('BEGIN CERTIFICATE')
    const prompt = await inspect(
      '--method',
      'prompts/get',
      '--prompt-name',
      'rotate_what_expires_this_month',
    )
    expect(prompt.output).toContain('expiring_report')
  })
})
