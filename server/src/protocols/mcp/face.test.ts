import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../_app.ts'
import { makeOwnRequest } from '../../../../test/_kit/own-request.ts'
import { callTool, sendMcp, toolNames } from './_call.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp({ CERTMAN_RATE_LIMIT: 'off', CERTMAN_ISSUE_RATE_LIMIT: 'off' })
})
afterAll(() => app[Symbol.asyncDispose]())

describe('who is answered', () => {
  test('nobody without a credential, and they are led to the sign-in', async () => {
    const refused = await sendMcp(app, 'tools/list', {}, { key: undefined })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe(
      'Bearer realm="certman", scope="certman", resource_metadata="http://localhost/.well-known/oauth-protected-resource/mcp"',
    )
    expect((await sendMcp(app, 'tools/list', {}, { key: 'cm_wrong' })).status).toBe(401)
  })

  test.each([
    ['a name that was made to point here', { Host: 'evil.example' }, 403],
    ['the same with our port', { Host: 'evil.example:8420' }, 403],
    ['a name that only begins like ours', { Host: 'localhost.evil.example' }, 403],
    ['no host at all', { Host: '' }, 403],
    ['a page of another origin', { Origin: 'https://evil.example' }, 403],
    ['a page without an origin', { Origin: 'null' }, 403],
    ['our own name', { Host: 'localhost:8420' }, 200],
    ['our own address', { Host: '127.0.0.1:8420' }, 200],
    ['our own address of the other family', { Host: '[::1]:8420' }, 200],
    ['a page of our own host', { Origin: 'http://localhost:6274' }, 200],
  ])('by Host and Origin: %s', async (_title, headers, status) => {
    expect((await sendMcp(app, 'tools/list', {}, { headers })).status).toBe(status)
  })

  test('a page of our own host may read the answer, also in a browser', async () => {
    const headers = { Host: 'localhost', Origin: 'http://localhost:6274' }
    const asked = await app.call('/mcp', { method: 'OPTIONS', key: undefined, headers })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-headers')).toContain('MCP-Protocol-Version')
    const { headers: answered } = await sendMcp(app, 'tools/list', {}, { headers })
    expect(answered.get('access-control-allow-origin')).toBe('http://localhost:6274')
    const foreign = { Host: 'localhost', Origin: 'https://evil.example' }
    const refused = await app.call('/mcp', { method: 'OPTIONS', headers: foreign })
    expect(refused.status).toBe(403)
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('no page of another origin may read an answer, and no cache keep it', async () => {
    const { headers } = await sendMcp(app, 'tools/list')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each([
    ['a batch', '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', 400],
    ['what is no JSON', '{', 400],
    ['a message larger than 256 KiB', JSON.stringify({ x: 'x'.repeat(270_000) }), 413],
  ])('%s is refused', async (_title, body, status) => {
    const headers = {
      Host: 'localhost',
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
    }
    expect((await app.call('/mcp', { headers, body })).status).toBe(status)
  })

  test.each(['GET', 'DELETE'])('%s is for sessions that are kept', async (method) => {
    const answer = await app.call('/mcp', { method, headers: { Host: 'localhost' } })
    expect(answer.status).toBe(405)
  })
})

describe('what is shown', () => {
  const permissions = (canRead: boolean, canIssue: boolean, canRevoke: boolean) =>
    app.keyFor(new Map([[app.issuing.id, { canRead, canIssue, canRevoke }]]))

  test('only tools that the credential may use', async () => {
    const readOnly = await toolNames(app, await permissions(true, false, false))
    expect(readOnly).toContain('list_certificates')
    for (const name of ['sign_csr', 'issue_certificate', 'renew_certificate', 'revoke_certificate'])
      expect(readOnly).not.toContain(name)
    const revoking = await toolNames(app, await permissions(false, false, true))
    expect(revoking).toEqual(['whoami', 'decode_pem', 'revoke_certificate'])
  })

  test('a tool that is not shown cannot be called', async () => {
    const key = await permissions(true, false, false)
    const params = {
      name: 'issue_certificate',
      arguments: { caId: app.issuing.id, commonName: 'x' },
    }
    const { json } = await sendMcp(app, 'tools/call', params, { key })
    expect(json.error?.code ?? json.result?.isError).toBeTruthy()
  })

  test('every tool says honestly what it does', async () => {
    const { json } = await sendMcp(app, 'tools/list')
    for (const { name, annotations, outputSchema, inputSchema } of json.result.tools) {
      const writes = /^(sign|issue|renew|revoke)_/.test(name)
      expect([name, annotations.readOnlyHint]).toEqual([name, !writes])
      expect(annotations.openWorldHint).toBe(false)
      if (writes) expect(annotations.destructiveHint).toBe(name === 'revoke_certificate')
      expect(outputSchema.type).toBe('object')
      expect(JSON.stringify(inputSchema)).not.toMatch(/passphrase/i)
    }
  })

  test('another CA does not exist, as a tool and as a resource', async () => {
    const other = await app.authority()
    const asked = await callTool(app, 'get_ca', { caId: other.id })
    const unknown = await callTool(app, 'get_ca', { caId: '00000000-0000-4000-8000-000000000000' })
    expect(asked).toEqual(unknown)
    const { json } = await sendMcp(app, 'resources/read', {
      uri: `certman://ca/${other.id}/certificate`,
    })
    expect(json.error.message).toMatch(/not found/i)
  })
})

describe('what is done', () => {
  test('a private key is left for its person, and not in the answer', async () => {
    const { data, text } = await callTool(app, 'issue_certificate', {
      caId: app.issuing.id,
      commonName: 'managed.example.com',
    })
    expect(data).toMatchObject({
      status: 'done',
      certificate: { san_dns: ['managed.example.com'] },
    })
    expect(data.privateKeyUrl).toMatch(/^http:\/\/localhost\/key-link\/[0-9a-f-]{36}$/)
    expect(data.recommendation).toContain('sign_csr')
    expect(text).not.toContain('PRIVATE KEY')
  })

  test('a protected CA sends people to the dashboard', async () => {
    const guarded = await app.authority('correct horse battery staple')
    const key = await app.keyFor(
      new Map([[guarded.id, { canRead: true, canIssue: true, canRevoke: true }]]),
    )
    const args = { caId: guarded.id, commonName: 'guarded.example.com' }
    const { data, text } = await callTool(app, 'issue_certificate', args, key)
    expect(data).toEqual({
      status: 'dashboardRequired',
      dashboardUrl: `http://localhost/w/my-workspace/authorities/${guarded.id}`,
    })
    expect(text).toContain('Do not ask for it')
  })

  test('each deed under a protected CA is for a person in the dashboard', async () => {
    const passphrase = 'correct horse battery staple'
    const guarded = await app.authority(passphrase)
    const all = { canRead: true, canIssue: true, canRevoke: true }
    const key = await app.keyFor(new Map([[guarded.id, all]]))
    const body = { caId: guarded.id, commonName: 'guarded.example.com', caPassphrase: passphrase }
    const { json } = await app.call('/v1/certificates', { key, body })
    const certificateId = json.certificate.id
    const deeds = {
      sign_csr: { caId: guarded.id, csrPem: makeOwnRequest('guarded.example.com') },
      renew_certificate: { certificateId },
      revoke_certificate: { certificateId },
    }
    for (const [name, args] of Object.entries(deeds)) {
      const { data } = await callTool(app, name, args, key)
      expect([name, data.status]).toEqual([name, 'dashboardRequired'])
    }
  })

  test('who may revoke but not read is shown a plan, and leaves no refusal in the audit', async () => {
    const issued = await callTool(app, 'issue_certificate', {
      caId: app.issuing.id,
      commonName: 'unread.example.com',
    })
    const certificateId = issued.data.certificate.id
    const revoking = { canRead: false, canIssue: false, canRevoke: true }
    const key = await app.keyFor(new Map([[app.issuing.id, revoking]]))
    const { data } = await callTool(app, 'revoke_certificate', { certificateId }, key)
    expect(data.plan).toContain(certificateId)
    expect(data.plan).not.toContain('unread.example.com')
    const { confirmationToken } = data
    const args = { certificateId, confirmationToken }
    const done = await callTool(app, 'revoke_certificate', args, key)
    expect(done.data.status).toBe('done')
    const told = await app.instance.store.auditLog.recent(3)
    expect(told.filter(({ outcome }) => outcome === 'refused')).toEqual([])
  })

  test('the audit tells through what, and which client', async () => {
    await callTool(app, 'issue_certificate', {
      caId: app.issuing.id,
      commonName: 'audited.example.com',
    })
    const told = await app.instance.store.auditLog.recent(20)
    const issued = told.find(({ action }) => action === 'certificate.issued')
    expect(issued?.detail).toMatchObject({ via: 'mcp', client: 'face-test 7' })
  })

  test('beyond a few within minutes, issuing wants a word first', async () => {
    const key = await app.keyFor(
      new Map([[app.issuing.id, { canRead: true, canIssue: true, canRevoke: true }]]),
    )
    const issue = (commonName: string, more: object = {}) =>
      callTool(app, 'issue_certificate', { caId: app.issuing.id, commonName, ...more }, key)
    for (let n = 1; n <= 5; n += 1) {
      expect((await issue(`n${n}.example.com`)).data.status).toBe('done')
    }
    const { data } = await issue('n6.example.com')
    expect(data).toMatchObject({ status: 'confirmationRequired' })
    expect(data.plan).toContain('n6.example.com')
    const { confirmationToken } = data
    expect((await issue('n7.example.com', { confirmationToken })).isError).toBe(true)
    expect((await issue('n6.example.com', { confirmationToken })).data.status).toBe('done')
  })
})

describe('a session, for clients of earlier revisions that can ask', () => {
  const REVISION = '2025-11-25'
  const send = (body: object, options: { readonly key?: string; readonly session?: string } = {}) =>
    app.call('/mcp', {
      ...(options.key === undefined ? {} : { key: options.key }),
      headers: {
        Host: 'localhost',
        Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': REVISION,
        ...(options.session === undefined ? {} : { 'Mcp-Session-Id': options.session }),
      },
      body: { jsonrpc: '2.0', id: 1, ...body },
    })
  const begin = async (capabilities: object): Promise<string> => {
    const clientInfo = { name: 'former', version: '3' }
    const params = { protocolVersion: REVISION, capabilities, clientInfo }
    const { headers, text } = await send({ method: 'initialize', params })
    expect(text).toContain(REVISION)
    return headers.get('mcp-session-id') ?? ''
  }
  const whoami = { method: 'tools/call', params: { name: 'whoami', arguments: {} } }

  test('is of one credential: with another one it is as if it were not there', async () => {
    const session = await begin({ elicitation: {} })
    expect((await send(whoami, { session })).text).toContain(app.issuing.id)
    const grants = new Map([[app.root.id, { canRead: true, canIssue: false, canRevoke: false }]])
    const key = await app.keyFor(grants)
    const other = await send(whoami, { session, key })
    expect(other.status).toBe(200)
    expect(other.text).not.toContain(app.issuing.id)
  })

  test('that is not known any more costs nothing', async () => {
    const session = '00000000-0000-4000-8000-000000000000.Zm9ybWVyIDM'
    expect((await send(whoami, { session })).text).toContain(app.issuing.id)
  })

  test('holds the name that the client gave, also where it is not kept', async () => {
    const session = await begin({})
    const args = { caId: app.issuing.id, commonName: 'former.example.com' }
    const params = { name: 'issue_certificate', arguments: args }
    await send({ method: 'tools/call', params }, { session, key: await fullKey() })
    const told = await app.instance.store.auditLog.recent(5)
    const issued = told.find(({ action }) => action === 'certificate.issued')
    expect(issued?.detail).toMatchObject({ via: 'mcp', client: 'former 3' })
  })

  const fullKey = (): Promise<string> =>
    app.keyFor(new Map([[app.issuing.id, { canRead: true, canIssue: true, canRevoke: true }]]))
})

test('limits hold here as everywhere', async () => {
  await using limited = await openTestApp({ CERTMAN_RATE_LIMIT: '3/h' })
  for (let n = 0; n < 3; n += 1) expect((await sendMcp(limited, 'tools/list')).status).toBe(200)
  const refused = await sendMcp(limited, 'tools/list')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('issuing takes from the limit of certificates too, whoever issues', async () => {
  await using limited = await openTestApp({ CERTMAN_ISSUE_RATE_LIMIT: '2/h' })
  const issue = (commonName: string) =>
    callTool(limited, 'issue_certificate', { caId: limited.issuing.id, commonName })
  expect((await issue('one.example.com')).data.status).toBe('done')
  const body = { caId: limited.issuing.id, commonName: 'two.example.com' }
  expect((await limited.call('/v1/certificates', { body })).status).toBe(200)
  const { isError, text } = await issue('three.example.com')
  expect([isError, text]).toEqual([true, expect.stringMatching(/certificates.*try again in/)])
})
