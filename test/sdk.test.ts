import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CertmanError, createCertmanClient, type CertmanClient } from '@certman/sdk'
import { startCertmanServer, type CertmanServer } from './_kit/certman-lines.ts'
import { makeOwnRequest } from './_kit/own-request.ts'

describe('the SDK and a real server', () => {
  let server: CertmanServer
  let client: CertmanClient

  beforeAll(async () => {
    server = await startCertmanServer()
    client = createCertmanClient({ apiKey: server.bothKey, baseUrl: server.url })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  test('a certificate from its issue to its revocation', async () => {
    const { user, permissions } = await client.whoami()
    expect(user.email).toBe('owner@localhost')
    expect(Object.keys(permissions)).toContain(server.issuingId)
    const { cas } = await client.cas.list()
    expect(cas.map(({ id }) => id)).toContain(server.issuingId)
    const { ca } = await client.cas.get(server.issuingId)
    const { chain } = await client.cas.chain(ca.id)
    expect(chain).toEqual(server.chain)

    const issued = await client.certificates.issue({ caId: ca.id, commonName: 'sdk.example' })
    expect(issued.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/)
    const { id } = issued.certificate
    const { certificate } = await client.certificates.get(id)
    expect(certificate.certificate_pem).toBe(issued.certificate.certificate_pem)
    const renewed = await client.certificates.renew(id, { validityDays: 5 })
    expect(renewed.privateKey).not.toBe(issued.privateKey)
    const { certificate: revoked } = await client.certificates.revoke(id, 'superseded')
    expect(revoked.revocation_reason).toBe('superseded')
    await expect(client.certificates.revoke(id)).rejects.toMatchObject({
      status: 400,
      code: 'alreadyRevoked',
    })
  })

  test('the same key gives the same certificate, another body is refused', async () => {
    const request = {
      caId: server.issuingId,
      mode: 'csr',
      csrPem: makeOwnRequest('k.example'),
    } as const
    const options = { idempotencyKey: 'once' }
    const first = await client.certificates.issue(request, options)
    const second = await client.certificates.issue(request, options)
    expect(second).toEqual(first)
    await expect(
      client.certificates.issue({ ...request, validityDays: 3 }, options),
    ).rejects.toMatchObject({ status: 422, name: 'CertmanValidationError' })
  })

  test('the passphrase of a protected CA, also to revoke', async () => {
    const caId = server.guardedId
    const commonName = 'guarded.example'
    await expect(client.certificates.issue({ caId, commonName })).rejects.toMatchObject({
      code: 'passphraseMissing',
    })
    const caPassphrase = 'correct horse battery staple'
    const { certificate } = await client.certificates.issue({ caId, commonName, caPassphrase })
    const request = { reason: 'superseded', caPassphrase } as const
    const { message } = await client.certificates.revoke(certificate.id, request)
    expect(message).toBe('Certificate revoked successfully')
  })

  test('all pages hold what the list says', async () => {
    const { total } = await client.certificates.list({ pageSize: 1 })
    let found = 0
    for await (const page of client.certificates.pages({ pageSize: 2 }))
      found += page.certificates.length
    expect(total).toBeGreaterThan(2)
    expect(found).toBe(total)
  })

  test('a wrong key, an unknown CA, an unknown certificate', async () => {
    const stranger = createCertmanClient({ apiKey: `cm_${'0'.repeat(42)}`, baseUrl: server.url })
    const nobody = '00000000-0000-4000-8000-000000000000'
    await expect(stranger.whoami()).rejects.toMatchObject({ status: 401 })
    await expect(client.cas.get(nobody)).rejects.toMatchObject({ status: 403 })
    await expect(client.certificates.get(nobody)).rejects.toMatchObject({ status: 404 })
  })
})

describe('the SDK and a network that fails', () => {
  let server: Server
  let answers: ('cut' | 'hang' | 'half' | 'ok')[] = []
  let asked = 0
  let client: CertmanClient

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked++
      const answer = answers.shift() ?? 'ok'
      if (answer === 'cut') request.socket.destroy()
      if (answer === 'half') {
        response.writeHead(200, { 'Content-Length': '100' })
        response.write('{"a":', () => request.socket.destroy())
      }
      if (answer === 'ok') response.end('{"ok":true}')
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo // a TCP server has such an address
    client = createCertmanClient({
      apiKey: 'cm_x',
      baseUrl: `http://127.0.0.1:${port}`,
      timeout: 300,
    })
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const ask = (given: typeof answers): Promise<unknown> => {
    answers = given
    asked = 0
    return client.whoami()
  }

  test('a cut connection, a hanging server and half an answer are each tried again', async () => {
    for (const fault of ['cut', 'hang', 'half'] as const) {
      expect(await ask([fault])).toEqual({ ok: true })
      expect(asked).toBe(2)
    }
  })

  test('a server that never answers is given up after as many tries', async () => {
    const error = await ask(['hang', 'hang', 'hang']).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(CertmanError)
    expect(error).toMatchObject({ status: 0 })
    expect(String(error)).toMatch(/no answer within 300 ms/)
    expect(asked).toBe(3)
  })

  test('a managed issue is cut once and not repeated', async () => {
    answers = ['cut']
    asked = 0
    await expect(client.certificates.issue({ caId: 'x' })).rejects.toMatchObject({ status: 0 })
    expect(asked).toBe(1)
  })
})
