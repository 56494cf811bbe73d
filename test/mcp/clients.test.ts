import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startIssuing, type Issuing } from '../_kit/issuing.ts'
import { CLIENTS, connectMcp, type McpClient, type ToolAnswer } from '../_kit/mcp-clients.ts'
import { makeOwnRequest } from '../_kit/own-request.ts'

let server: Issuing

beforeAll(async () => {
  server = await startIssuing()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

describe.each(Object.entries(CLIENTS))('%s', (_title, { revision, connect }) => {
  let client: McpClient

  beforeAll(async () => {
    client = await connect({ url: server.url, key: server.apiKey })
  })
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
  })

  test('speaks its own revision and finds every tool, resource and prompt', async () => {
    expect(client.revision).toBe(revision)
    const names = (await client.tools()).map(({ name }) => name)
    expect(names).toEqual([
      'whoami',
      'list_cas',
      'get_ca',
      'get_ca_chain',
      'list_certificates',
      'get_certificate',
      'expiring_report',
      'check_revocation',
      'decode_pem',
      'sign_csr',
      'issue_certificate',
      'renew_certificate',
      'revoke_certificate',
    ])
    expect(await client.prompts()).toEqual([
      'rotate_what_expires_this_month',
      'explain_this_certificate',
    ])
    const resources = await client.resources()
    expect(resources).toContain(`certman://ca/${server.issuingId}/chain`)
    const chain = await client.read(`certman://ca/${server.issuingId}/chain`)
    expect(chain).toBe(server.chain.join('\n'))
  })

  test('lists, signs a request, renews, and revokes what was planned', async () => {
    const { data: me } = await client.call('whoami')
    expect(me.permissions[server.issuingId]).toEqual({
      canRead: true,
      canIssue: true,
      canRevoke: true,
    })
    const { data: list } = await client.call('list_cas', { type: 'intermediate' })
    expect(list.cas.map((ca: { id: string }) => ca.id)).toEqual([server.issuingId])

    const signed = await agreed(client, 'sign_csr', {
      caId: server.issuingId,
      csrPem: makeOwnRequest('mcp.example.com'),
      validityDays: 20,
    })
    expect(signed.data).toMatchObject({
      status: 'done',
      certificate: { common_name: 'mcp.example.com' },
    })
    const certificateId: string = signed.data.certificate.id
    const { data: report } = await client.call('expiring_report', { withinDays: 30 })
    expect(report.certificates.map((one: { id: string }) => one.id)).toContain(certificateId)

    const renewed = await agreed(client, 'renew_certificate', {
      certificateId,
      csrPem: makeOwnRequest('mcp.example.com'),
    })
    expect(renewed.data).toMatchObject({ status: 'done', certificate: { san_ip: ['192.0.2.1'] } })

    const plan = await client.call('revoke_certificate', { certificateId, reason: 'superseded' })
    expect(plan.data.status).toBe('confirmationRequired')
    expect(plan.text).toContain('Nothing has happened yet')
    const before = await client.call('check_revocation', { certificateId })
    expect(before.data.status).toBe('good')
    const revoked = await client.call('revoke_certificate', {
      certificateId,
      reason: 'superseded',
      confirmationToken: plan.data.confirmationToken,
    })
    expect(revoked.data).toMatchObject({
      status: 'done',
      certificate: { id: certificateId, revocation_reason: 'superseded' },
    })
    const after = await client.call('check_revocation', { certificateId })
    expect(after.data.status).toBe('revoked')
  })

  test('is told what to do instead when something is refused', async () => {
    const unknown = await client.call('get_certificate', {
      certificateId: '00000000-0000-4000-8000-000000000000',
    })
    expect(unknown).toMatchObject({ isError: true })
    expect(unknown.text).toContain('list the certificates to find its id')
    const wrong = await client.call('get_ca', { caId: 'first' })
    expect(wrong.text).toContain('must be a UUID')
  })
})

describe('a confirmation', () => {
  test('stands for exactly one request, once', async () => {
    await using client = await connectMcp({ url: server.url, key: server.apiKey })
    const issue = async (): Promise<string> => {
      const csrPem = makeOwnRequest('confirm.example.com')
      const { data } = await agreed(client, 'sign_csr', { caId: server.issuingId, csrPem })
      return data.certificate.id
    }
    const [one, other] = [await issue(), await issue()]
    const { data } = await client.call('revoke_certificate', { certificateId: one })
    const { confirmationToken } = data
    const refused = async (args: Readonly<Record<string, unknown>>): Promise<string> => {
      const answer = await client.call('revoke_certificate', args)
      expect(answer.isError).toBe(true)
      return answer.text
    }
    expect(await refused({ certificateId: other, confirmationToken })).toContain('exactly this')
    expect(
      await refused({ certificateId: one, reason: 'keyCompromise', confirmationToken }),
    ).toContain('exactly this')
    expect(await refused({ certificateId: one, confirmationToken: 'made.up.token' })).toContain(
      'exactly this',
    )
    const done = await client.call('revoke_certificate', { certificateId: one, confirmationToken })
    expect(done.data.status).toBe('done')
    expect(await refused({ certificateId: one, confirmationToken })).toContain('used before')
  })

  test.each(Object.entries(CLIENTS))(
    'is asked of the person where the client can ask, no and then yes: %s',
    async (_title, { connect }) => {
      const questions: string[] = []
      let answer: 'yes' | 'no' = 'yes'
      await using client = await connect({
        url: server.url,
        key: server.apiKey,
        onQuestion: async (question) => {
          questions.push(question)
          return answer
        },
      })
      const csrPem = makeOwnRequest('asked.example.com')
      const { data } = await client.call('sign_csr', { caId: server.issuingId, csrPem })
      const certificateId: string = data.certificate.id
      questions.length = 0
      answer = 'no'
      const declined = await client.call('revoke_certificate', { certificateId })
      expect(declined.data).toEqual({ status: 'declined' })
      expect(questions).toHaveLength(1)
      expect(questions[0]).toContain('asked.example.com')
      const before = await client.call('check_revocation', { certificateId })
      expect(before.data.status).toBe('good')
      answer = 'yes'
      const revoked = await client.call('revoke_certificate', { certificateId })
      expect(revoked.data.status).toBe('done')
    },
  )
})

/** Beyond a few within minutes, issuing wants a word first. */
async function agreed(
  client: McpClient,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolAnswer> {
  const answer = await client.call(name, args)
  const confirmationToken = answer.data?.confirmationToken
  return confirmationToken === undefined
    ? answer
    : client.call(name, { ...args, confirmationToken })
}

test('a client that listens does not hold up the end of the server', async () => {
  await using stopping = await startIssuing()
  const REVISION = '2026-07-28'
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': REVISION,
    'io.modelcontextprotocol/clientInfo': { name: 'listener', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  const notifications = { toolsListChanged: true }
  const method = 'subscriptions/listen'
  const stream = await fetch(`${stopping.url}/mcp`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${stopping.apiKey}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': REVISION,
      'Mcp-Method': method,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { notifications, _meta } }),
  })
  expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  const started = performance.now()
  expect(await stopping.stop()).toBe(0)
  expect(performance.now() - started).toBeLessThan(10_000)
  await stream.body?.cancel()
})
