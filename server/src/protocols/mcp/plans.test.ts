import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../_app.ts'
import { createApp } from '../../app.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { makeOwnRequest } from '../../../../test/_kit/own-request.ts'
import { callTool, sendMcp } from './_call.ts'

const ALL = { canRead: true, canIssue: true, canRevoke: true }

let app: TestApp

beforeAll(async () => {
  app = await openTestApp({ CERTMAN_RATE_LIMIT: 'off', CERTMAN_ISSUE_RATE_LIMIT: 'off' })
})
afterAll(() => app[Symbol.asyncDispose]())

async function issue(commonName: string, authorityId: string = app.issuing.id): Promise<string> {
  const body = { caId: authorityId, commonName, validityDays: 30 }
  return (await app.call('/v1/certificates', { body })).json.certificate.id
}

/** A credential that has issued its few without a word. */
async function busyKey(permissions = ALL, authorityId: Uuid = app.issuing.id): Promise<string> {
  const key = await app.keyFor(new Map([[authorityId, permissions]]))
  for (let n = 0; n < 5; n += 1) {
    const args = { caId: authorityId, commonName: `busy-${n}.example.com` }
    expect((await callTool(app, 'issue_certificate', args, key)).data.status).toBe('done')
  }
  return key
}

describe('a plan', () => {
  test('of revoking is worth nothing once the certificate is not what it was', async () => {
    const certificateId = await issue('changing.example.com')
    const args = { certificateId, reason: 'keyCompromise' }
    const { data } = await callTool(app, 'revoke_certificate', args)
    const hold = { reason: 'certificateHold' }
    await app.call(`/v1/certificates/${certificateId}/revoke`, { body: hold })
    const { confirmationToken } = data
    const late = await callTool(app, 'revoke_certificate', { ...args, confirmationToken })
    expect(late.isError).toBe(true)
    expect(late.text).toContain('what was planned has changed since')
    const again = await callTool(app, 'revoke_certificate', args)
    expect(again.data.plan).toContain('revoked already (certificateHold): the reason would change')
    const confirmed = { ...args, confirmationToken: again.data.confirmationToken }
    expect((await callTool(app, 'revoke_certificate', confirmed)).data.status).toBe('done')
    const settled = await callTool(app, 'revoke_certificate', { certificateId })
    expect(settled.data.plan).toContain('(keyCompromise): that cannot be changed any more')
  })

  test('of issuing says for which names, with whose key, how long', async () => {
    const key = await busyKey()
    const csrPem = makeOwnRequest('planned.example.com')
    const wanted = { caId: app.issuing.id, csrPem, validityDays: 12 }
    const { data } = await callTool(app, 'sign_csr', wanted, key)
    expect(data.plan).toContain(
      `from "${app.issuing.name}" for planned.example.com, www.planned.example.com`,
    )
    expect(data.plan).toContain('with the key of the CSR, valid for 12 days')
    const replaced = { ...wanted, commonName: 'other.example.com', sanDns: [] }
    const other = await callTool(app, 'sign_csr', replaced, key)
    expect(other.data.plan).toContain('for other.example.com, with')
    const managed = { caId: app.issuing.id, commonName: 'm.example.com', sanIp: ['192.0.2.7'] }
    const issued = await callTool(app, 'issue_certificate', managed, key)
    expect(issued.data.plan).toContain(
      'for m.example.com, 192.0.2.7, with a key that the server makes, valid for 365 days',
    )
    const certificateId = await issue('again.example.com')
    const renewed = await callTool(app, 'renew_certificate', { certificateId }, key)
    expect(renewed.data.plan).toContain('"again.example.com"')
    expect(renewed.data.plan).toContain('valid for 30 days; the former one stays valid beside it')
  })

  test('that the person is asked about is not confirmed by the model', async () => {
    const certificateId = await issue('asked.example.com')
    const params = { name: 'revoke_certificate', arguments: { certificateId } }
    const { json } = await sendMcp(app, 'tools/call', params, { capabilities: { elicitation: {} } })
    expect(json.result.inputRequests.confirm.params.message).toContain('asked.example.com')
    const args = { certificateId, confirmationToken: json.result.requestState }
    const { isError, text } = await callTool(app, 'revoke_certificate', args)
    expect([isError, text]).toEqual([true, expect.stringContaining('not for exactly this')])
  })

  test('goes to the model where sessions are not kept, also of a client that could ask', async () => {
    const certificateId = await issue('sessionless.example.com')
    const mcp = { ...app.services.mcp, remembersSessions: false }
    const shared = createApp({ ...app.services, mcp })
    const send = async (message: object, session?: string | null): Promise<Response> =>
      shared.request('/mcp', {
        method: 'POST',
        headers: {
          Host: 'localhost',
          Authorization: `Bearer ${app.key}`,
          Accept: 'application/json, text/event-stream',
          'Content-Type': 'application/json',
          'MCP-Protocol-Version': '2025-11-25',
          ...(session ? { 'Mcp-Session-Id': session } : {}),
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
      })
    const capabilities = { elicitation: {} }
    const clientInfo = { name: 'former', version: '3' }
    const initialized = await send({
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities, clientInfo },
    })
    const session = initialized.headers.get('mcp-session-id')
    const params = { name: 'revoke_certificate', arguments: { certificateId } }
    const answer = await (await send({ method: 'tools/call', params }, session)).text()
    expect(answer).toContain('"status":"confirmationRequired"')
    expect(answer).not.toContain('elicitation/create')
  })

  test('is made only of what could happen', async () => {
    const key = await busyKey()
    const wrong = { caId: app.issuing.id, commonName: 'x.example.com', sanDns: ['a..b'] }
    const { isError, text } = await callTool(app, 'issue_certificate', wrong, key)
    expect(isError).toBe(true)
    expect(text).toContain('sanDns[0]')
    const nonsense = { caId: app.issuing.id, csrPem: 'nonsense' }
    expect((await callTool(app, 'sign_csr', nonsense, key)).text).toContain('csrPem')
  })

  test('of whoever issues but may not read is made of ids', async () => {
    const key = await busyKey({ canRead: false, canIssue: true, canRevoke: false })
    const wanted = { caId: app.issuing.id, commonName: 'unread.example.com' }
    const { data } = await callTool(app, 'issue_certificate', wanted, key)
    expect(data.plan).toContain(`from "${app.issuing.id}" for unread.example.com`)
    expect(data.plan).not.toContain(app.issuing.name)
  })
})

describe('who reads one CA and only acts on another', () => {
  const mixed = (guarded: Uuid) =>
    app.keyFor(
      new Map([
        [app.issuing.id, ALL],
        [guarded, { canRead: false, canIssue: true, canRevoke: true }],
      ]),
    )

  test('leaves no refusal in the audit that nobody caused', async () => {
    const other = await app.authority()
    const key = await mixed(other.id)
    const wanted = { caId: other.id, commonName: 'elsewhere.example.com' }
    const issued = await callTool(app, 'issue_certificate', wanted, key)
    const certificateId = issued.data.certificate.id
    const { data } = await callTool(app, 'revoke_certificate', { certificateId }, key)
    expect(data.plan).toContain(`the certificate ${certificateId}`)
    const { confirmationToken } = data
    const args = { certificateId, confirmationToken }
    expect((await callTool(app, 'revoke_certificate', args, key)).data.status).toBe('done')
    const told = await app.instance.store.auditLog.recent(4)
    expect(told.filter(({ outcome }) => outcome === 'refused')).toEqual([])
  })

  test('is sent to a page that there is, where a passphrase is needed', async () => {
    const passphrase = 'correct horse battery staple'
    const guarded = await app.authority(passphrase)
    const key = await mixed(guarded.id)
    const body = { caId: guarded.id, commonName: 'guarded.example.com', caPassphrase: passphrase }
    const { json } = await app.call('/v1/certificates', { key, body })
    const certificateId = json.certificate.id
    const { data } = await callTool(app, 'renew_certificate', { certificateId }, key)
    expect(data).toEqual({
      status: 'dashboardRequired',
      dashboardUrl: `http://localhost/w/my-workspace/certificates/${certificateId}`,
    })
  })
})
