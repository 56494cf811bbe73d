import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { decodePem, encodeCertificateBundle } from '@certman/x509'
import { ISSUING_ID, NOBODY, ROOT_ID, standIn, testFraming } from '../../_relying-parties.ts'
import { mountPki } from './face.ts'
import type { HttpEnv } from '../../http/exchange.ts'

const { relyingParties, authorities } = standIn()
const app = new Hono<HttpEnv>()
mountPki(app, await testFraming(), { relyingParties })

const der = (id: typeof ROOT_ID): Uint8Array =>
  authorities.get(id)?.certificate ?? new Uint8Array(0)

const get = async (path: string, init: RequestInit = {}): Promise<Response> =>
  app.request(path, init)

describe('what a CA publishes of itself', () => {
  test('a chain, from the CA itself up to the root', async () => {
    const response = await get(`/ca/${ISSUING_ID}/chain.pem`)
    expect(response.headers.get('content-type')).toBe('application/pem-certificate-chain')
    const found = decodePem(await response.text()).map((block) => block.der)
    expect(found).toEqual([der(ISSUING_ID), der(ROOT_ID)])
  })

  test('the chain of a root is the root', async () => {
    const found = decodePem(await (await get(`/ca/${ROOT_ID}/chain.pem`)).text())
    expect(found.map((block) => block.der)).toEqual([der(ROOT_ID)])
  })

  test('the root above it, wherever that is run', async () => {
    const response = await get(`/ca/${ISSUING_ID}/root.crt`)
    expect(response.headers.get('content-type')).toBe('application/pkix-cert')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(der(ROOT_ID))
    const found = decodePem(await (await get(`/ca/${ISSUING_ID}/root.pem`)).text())
    expect(found.map((block) => block.der)).toEqual([der(ROOT_ID)])
  })

  test('RFC 5280 §4.2.2.1: the same as a certs-only message', async () => {
    const response = await get(`/ca/${ISSUING_ID}.p7c`)
    expect(response.headers.get('content-type')).toMatch(/^application\/pkcs7-mime(;|$)/)
    const bundle = new Uint8Array(await response.arrayBuffer())
    expect(bundle).toEqual(encodeCertificateBundle([der(ISSUING_ID), der(ROOT_ID)]))
  })

  test.each([
    `${ISSUING_ID}.crt`,
    `${ISSUING_ID}.pem`,
    `${ISSUING_ID}.p7c`,
    `${ISSUING_ID}/chain.pem`,
    `${ISSUING_ID}/root.crt`,
  ])('cached, validated, and open to scripts of any origin: /ca/%s', async (file) => {
    const whole = await get(`/ca/${file}`)
    const tag = whole.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]{43}"$/)
    expect(whole.headers.get('cache-control')).toBe('public, max-age=3600')
    expect(whole.headers.get('access-control-allow-origin')).toBe('*')
    const length = String((await whole.arrayBuffer()).byteLength)
    expect(whole.headers.get('content-length')).toBe(length)
    const head = await get(`/ca/${file}`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(length)
    const again = await get(`/ca/${file}`, { headers: { 'If-None-Match': tag } })
    expect(again.status).toBe(304)
  })

  test.each([
    `${NOBODY}/chain.pem`,
    `${NOBODY}.p7c`,
    `${ISSUING_ID}.p7b`,
    'x/chain.pem',
    `${ISSUING_ID}/chain.der`,
  ])('404: /ca/%s', async (file) => {
    expect((await get(`/ca/${file}`)).status).toBe(404)
  })
})
