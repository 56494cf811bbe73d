import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { connectMcp, type McpClient } from '../_kit/mcp-clients.ts'

let console: ConsoleSession
let client: McpClient
let caId: string

beforeAll(async () => {
  console = await openConsole()
  const { server } = console
  client = await connectMcp({ url: server.url, key: server.apiKey })
  const { data } = await client.call('list_cas', { type: 'intermediate' })
  caId = data.cas[0].id
})
afterAll(async () => {
  await client[Symbol.asyncDispose]()
  await console[Symbol.asyncDispose]()
})

async function leaveKey(commonName: string) {
  const asked = await client.call('issue_certificate', { caId, commonName })
  const { confirmationToken } = asked.data
  // Beyond a few within minutes, issuing wants a word first.
  const { data } = confirmationToken
    ? await client.call('issue_certificate', { caId, commonName, confirmationToken })
    : asked
  const id = String(data.privateKeyUrl).split('/').at(-1) ?? ''
  return { id, url: String(data.privateKeyUrl), pem: String(data.certificate.certificate_pem) }
}

test('the link is an address of the dashboard that holds nothing but an id', async () => {
  const { url, id } = await leaveKey('link.example.com')
  expect(url).toBe(`${console.url}/key-link/${id}`)
  expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})

test('its owner downloads the key once; it fits the certificate', async () => {
  const { id, pem } = await leaveKey('owner.example.com')
  const looked = await console.call('GET', `/console/v1/key-links/${id}`)
  expect(looked.json.keyLink).toMatchObject({ id, common_name: 'owner.example.com' })
  expect(looked.text).not.toContain('PRIVATE')
  const opened = await console.call('POST', `/console/v1/key-links/${id}/open`, {})
  expect(opened.status).toBe(200)
  expect(opened.headers.get('cache-control')).toBe('no-store')
  const spki = { type: 'spki', format: 'der' } as const
  const own = createPublicKey(createPrivateKey(opened.json.privateKey)).export(spki)
  expect(own).toEqual(new X509Certificate(pem).publicKey.export(spki))

  const again = await console.call('POST', `/console/v1/key-links/${id}/open`, {})
  expect(again.status).toBe(404)
  expect(again.json.error).toContain('renew the certificate')
  expect((await console.call('GET', `/console/v1/key-links/${id}`)).status).toBe(404)
})

test('nobody else gets it: no stranger, no colleague, nobody who is not signed in, no API key', async () => {
  const { id } = await leaveKey('foreign.example.com')
  const stranger = await console.addPerson('eve@example.com')
  const colleague = await console.addPerson('ada@example.com', {
    workspace: console.slug,
    role: 'admin',
  })
  const unknown = await console.call(
    'GET',
    '/console/v1/key-links/00000000-0000-4000-8000-000000000000',
  )
  for (const person of [stranger, colleague]) {
    const looked = await person.call('GET', `/console/v1/key-links/${id}`)
    expect([looked.status, looked.json]).toEqual([404, unknown.json])
    expect((await person.call('POST', `/console/v1/key-links/${id}/open`, {})).status).toBe(404)
  }
  const open = `${console.url}/console/v1/key-links/${id}/open`
  const headers = { Origin: console.url, Authorization: `Bearer ${console.server.apiKey}` }
  expect((await fetch(open, { method: 'POST', headers })).status).toBe(401)
  expect((await console.call('POST', `/console/v1/key-links/${id}/open`, {})).status).toBe(200)
})

test('what assistants did is told to members, and to nobody else', async () => {
  await leaveKey('told.example.com')
  const base = `/console/v1/workspaces/${console.workspaceId}/mcp`
  const { json } = await console.call('GET', `${base}/activity`)
  const deed = json.deeds.find(
    ({ action, common_name }: { readonly action: string; readonly common_name: string }) =>
      action === 'certificate.issued' && common_name === 'told.example.com',
  )
  expect(deed).toMatchObject({ client: 'certman-test 1.2.3', outcome: 'done' })
  const stranger = await console.addPerson('mallory@example.com')
  for (const path of ['', '/activity']) {
    expect((await stranger.call('GET', `${base}${path}`)).status).toBe(404)
  }
})

test('the endpoint is tried as a client would, from the network and from within', async () => {
  const base = `/console/v1/workspaces/${console.workspaceId}/mcp`
  const { json } = await console.call('GET', base)
  expect(json.endpoint).toMatchObject({ url: `${console.server.url}/mcp`, reach: 'thisMachine' })
  const tried = await console.call('POST', `${base}/test`, {})
  const steps = tried.json.steps.map(({ step, ok }: { step: string; ok: boolean }) => [step, ok])
  expect(steps).toEqual([
    ['reach', true],
    ['signIn', true],
    ['protocol', true],
  ])
})

test('a rotation of the master key beside the server leaves it as it is', async () => {
  const { id } = await leaveKey('rotated.example.com')
  await console.command('rotate-master-key')
  const opened = await console.call('POST', `/console/v1/key-links/${id}/open`, {})
  expect(opened.json.privateKey).toContain('BEGIN PRIVATE KEY')
  const after = await leaveKey('after.example.com')
  const again = await console.call('POST', `/console/v1/key-links/${after.id}/open`, {})
  expect(again.status).toBe(200)
})
