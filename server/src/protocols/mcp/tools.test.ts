import { encodePem } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../_app.ts'
import { publishDueLists } from '../../ca/revocation/publish-due.ts'
import { makeOwnRequest } from '../../../../test/_kit/own-request.ts'
import { ALL_PERMISSIONS, type Permissions } from '../../pki/permission.ts'
import { callTool, sendMcp } from './_call.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp({ CERTMAN_RATE_LIMIT: 'off', CERTMAN_ISSUE_RATE_LIMIT: 'off' })
})
afterAll(() => app[Symbol.asyncDispose]())

async function issue(commonName: string, validityDays: number): Promise<string> {
  const body = { caId: app.issuing.id, commonName, validityDays }
  return (await app.call('/v1/certificates', { body })).json.certificate.id
}

test('what the model is told is what the credential may do', async () => {
  const told = async (permissions: Permissions, mayReturnPrivateKeys = false): Promise<string> => {
    const key = await app.keyFor(new Map([[app.issuing.id, permissions]]), mayReturnPrivateKeys)
    const { json } = await sendMcp(app, 'server/discover', {}, { key })
    return json.result.instructions
  }
  const reading = await told({ canRead: true, canIssue: false, canRevoke: false })
  expect(reading).toMatch(/what the credential may\.$/)
  const revoking = await told({ canRead: true, canIssue: false, canRevoke: true })
  expect(revoking).toContain('confirmationToken')
  expect(revoking).not.toContain('issue_certificate')
  expect(await told(ALL_PERMISSIONS)).toContain('Private keys are not shown to you')
  expect(await told(ALL_PERMISSIONS, true)).toContain('may show you private keys')
})

test('text that no database holds is refused in words', async () => {
  for (const search of ['a\0b', 'half a pair \ud800']) {
    const { isError, text } = await callTool(app, 'list_certificates', { search })
    expect(isError).toBe(true)
    expect(text).toMatch(/^search must be text without NUL/)
  }
})

describe('expiring_report', () => {
  test('tells the soonest first, and leaves out what is revoked or was renewed', async () => {
    const [late, soon, renewed, revoked] = await Promise.all([
      issue('late.example.com', 25),
      issue('soon.example.com', 5),
      issue('renewed.example.com', 6),
      issue('revoked.example.com', 7),
    ])
    await issue('far.example.com', 90)
    await app.call(`/v1/certificates/${renewed}/renew`, { body: { validityDays: 200 } })
    await app.call(`/v1/certificates/${revoked}/revoke`, { body: {} })
    const { data, text } = await callTool(app, 'expiring_report', { withinDays: 30 })
    expect(data.certificates.map(({ id }: { readonly id: string }) => id)).toEqual([soon, late])
    expect(data).toMatchObject({ withinDays: 30, total: 2, cas: [] })
    expect(data.certificates[0]).toMatchObject({ common_name: 'soon.example.com', daysLeft: 4 })
    expect(text).toContain('the first is soon.example.com, in 4 days')
  })

  test('tells of CAs too', async () => {
    const { data } = await callTool(app, 'expiring_report', { withinDays: 3650 })
    expect(data.cas.map(({ name }: { readonly name: string }) => name)).toContain(app.issuing.name)
  })
})

describe('decode_pem', () => {
  test('reads certificates, requests and lists, several at once', async () => {
    const certificateId = await issue('revoked-too.example.com', 5)
    await app.call(`/v1/certificates/${certificateId}/revoke`, { body: { reason: 'superseded' } })
    while ((await publishDueLists(app.instance.ca)) > 0);
    const list = await app.services.relyingParties.list(app.issuing.id, 0)
    const pem = [
      encodePem('CERTIFICATE', app.issuing.certificate),
      'between the blocks anything may stand',
      makeOwnRequest('asked.example.com'),
      encodePem('X509 CRL', list?.der ?? new Uint8Array()),
    ].join('\n')
    const { data, text } = await callTool(app, 'decode_pem', { pem })
    const [ca, request, crl] = data.blocks
    expect(ca).toMatchObject({ type: 'certificate', isCa: true, key_algorithm: 'ECDSA-P256' })
    expect(request).toMatchObject({
      type: 'request',
      san_dns: ['asked.example.com', 'www.asked.example.com'],
      possessionProved: true,
    })
    expect(crl).toMatchObject({ type: 'revocationList' })
    expect(crl.revoked.map(({ reason }: { readonly reason: string }) => reason)).toContain(
      'superseded',
    )
    expect(text).toContain('CA certificate of')
  })

  test.each([
    ['nothing', 'no PEM at all'],
    ['octets that are none', '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----'],
    ['an end without its beginning', '-----END CERTIFICATE-----'],
  ])('refuses %s in words', async (_title, pem) => {
    const { isError, text } = await callTool(app, 'decode_pem', { pem })
    expect(isError).toBe(true)
    expect(text).not.toContain('something went wrong on the server')
  })
})

describe('list_certificates', () => {
  test.each([
    [{ search: 'FAR.example' }, ['far.example.com']],
    [{ search: 'far.example', status: 'revoked' }, []],
    [{ search: 'far.example', expiringInDays: 30 }, []],
    [{ search: 'far.example', expiringInDays: 100 }, ['far.example.com']],
    [{ search: 'far.example', createdFrom: '2100-01-01' }, []],
    [{ search: 'far.example', createdTo: '2100-01-01' }, ['far.example.com']],
    [{ caId: '00000000-0000-4000-8000-000000000000' }, []],
  ])('filters by %j', async (args, names) => {
    const { data } = await callTool(app, 'list_certificates', args)
    const found = data.certificates.map(
      ({ common_name: name }: { readonly common_name: string }) => name,
    )
    expect(found).toEqual(names)
  })

  test('pages', async () => {
    const { data } = await callTool(app, 'list_certificates', { pageSize: 2, page: 2 })
    expect(data).toMatchObject({ page: 2, pageSize: 2 })
    expect(data.certificates).toHaveLength(2)
    const wrong = await callTool(app, 'list_certificates', { createdFrom: 'yesterday' })
    expect(wrong.text).toContain('createdFrom must be an ISO 8601 date')
  })
})

test('check_revocation tells what is published, and where', async () => {
  const certificateId = await issue('held.example.com', 5)
  const hold = { reason: 'certificateHold' }
  await app.call(`/v1/certificates/${certificateId}/revoke`, { body: hold })
  const { data } = await callTool(app, 'check_revocation', { certificateId })
  expect(data).toMatchObject({
    status: 'onHold',
    revocation_reason: 'certificateHold',
    crlUrls: [`http://pki.example/crl/${app.issuing.id}.crl`],
    ocspUrls: [`http://pki.example/ocsp/${app.issuing.id}`],
  })
  expect(data.lists[0].number).toBeGreaterThan(0)
})
