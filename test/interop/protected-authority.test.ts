import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFurther, operate, type FurtherAuthority } from '../_kit/further-authority.ts'
import { call } from '../_kit/issuing.ts'
import { startPublished, type Leaf, type Published } from '../_kit/published.ts'
import {
  addressesIn,
  askOcsp,
  certificateFrom,
  fetchList,
  isListed,
  until,
} from '../_kit/relying-party.ts'

const PASSPHRASE = 'correct horse battery staple'

let published: Published

beforeAll(async () => {
  published = await startPublished()
})
afterAll(() => published[Symbol.asyncDispose]())

async function issue({ id, apiKey }: FurtherAuthority, body: object): Promise<Leaf> {
  const { certificate } = await call<{ certificate: { id: string; certificate_pem: string } }>(
    { ...published.server, apiKey },
    'POST',
    '/v1/certificates',
    { caId: id, keyAlgorithm: 'ECDSA-P256', ...body },
  )
  const { certificate_pem: certificatePem } = certificate
  return { id: certificate.id, certificatePem, certificate: certificateFrom(certificatePem) }
}

describe('a CA in passphrase mode', () => {
  let authority: FurtherAuthority
  let leaf: Leaf

  beforeAll(async () => {
    writeFileSync(published.file('passphrase'), `${PASSPHRASE}\n`)
    const secret = ['--passphrase-file', published.file('passphrase')]
    authority = await createFurther(published, 'Protected', ...secret)
    leaf = await issue(authority, { commonName: 'a.example', caPassphrase: PASSPHRASE })
  })

  test('answers OCSP and has a list while nobody types the passphrase', async () => {
    const { ocsp, list } = addressesIn(leaf.certificate)
    expect(await askOcsp(ocsp, leaf.certificate, authority.certificate)).toBe('good')
    const { thisUpdate, nextUpdate } = await fetchList(list, authority.certificate)
    const days = ((nextUpdate?.getTime() ?? 0) - thisUpdate.getTime()) / 86_400_000
    expect(days).toBe(90)
  })

  test('the list carries a revocation when the call returns', async () => {
    const { ocsp, list } = addressesIn(leaf.certificate)
    const response = await fetch(`${published.server.url}/v1/certificates/${leaf.id}/revoke`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${authority.apiKey}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ reason: 'superseded', caPassphrase: PASSPHRASE }),
    })
    const now = await fetchList(list, authority.certificate)
    expect(response.status, await response.text()).toBe(200)
    expect(isListed(now, leaf.certificate)).toBe(true)
    expect(Number(now.number)).toBeGreaterThanOrEqual(
      Number(response.headers.get('certman-crl-number')),
    )
    expect(response.headers.get('link')).toContain(`<${list}>; rel="describedby"`)
    expect(await askOcsp(ocsp, leaf.certificate, authority.certificate)).toBe('revoked')
  })

  test('many calls at once are each on the list when they return', async () => {
    const leaves: Leaf[] = []
    for (let index = 0; index < 6; index++) {
      const commonName = `many${index}.example`
      leaves.push(await issue(authority, { commonName, caPassphrase: PASSPHRASE }))
    }
    await Promise.all(
      leaves.map(async ({ id, certificate }) => {
        const server = { ...published.server, apiKey: authority.apiKey }
        const body = { caPassphrase: PASSPHRASE }
        await call(server, 'POST', `/v1/certificates/${id}/revoke`, body)
        const { list } = addressesIn(certificate)
        expect(isListed(await fetchList(list, authority.certificate), certificate)).toBe(true)
      }),
    )
  })
})

describe('a CA that is revoked', () => {
  test("stands on its parent's list and is answered by its parent's responder", async () => {
    const parent = await createFurther(published, 'Parent')
    const child = await createFurther(published, 'Child', '--parent', parent.id)
    const { ocsp, list } = addressesIn(child.certificate)
    expect(ocsp).toContain(parent.id)
    expect(await askOcsp(ocsp, child.certificate, parent.certificate)).toBe('good')
    const leaf = await issue(child, { commonName: 'below.example' })
    await operate(published, 'ca', 'revoke', child.id, '--reason', 'caCompromise', '--yes')
    expect(await askOcsp(ocsp, child.certificate, parent.certificate)).toBe('revoked')
    await until(
      async () => isListed(await fetchList(list, parent.certificate), child.certificate),
      2000,
    )
    // What it issued keeps its own status: a chain fails at the CA (RFC 5280 §6.1.3).
    const below = addressesIn(leaf.certificate)
    expect(await askOcsp(below.ocsp, leaf.certificate, child.certificate)).toBe('good')
    expect(isListed(await fetchList(below.list, child.certificate), leaf.certificate)).toBe(false)
  })
})

describe('RFC 5280 §5.3.1: certificateHold', () => {
  test('is on the list until it is released, and on none after that', async () => {
    const held = await published.issue('held')
    const { ocsp, list } = addressesIn(held.certificate)
    await published.revoke(held, 'certificateHold')
    expect(await askOcsp(ocsp, held.certificate, published.issuing)).toBe('revoked')
    const before = await fetchList(list, published.issuing)
    await operate(published, 'cert', 'release', held.id)
    await until(
      async () => (await askOcsp(ocsp, held.certificate, published.issuing)) === 'good',
      2000,
    )
    await until(
      async () => !isListed(await fetchList(list, published.issuing), held.certificate),
      2000,
    )
    const after = await fetchList(list, published.issuing)
    expect(Number(after.number)).toBeGreaterThan(Number(before.number))
    expect(isListed(after, published.revoked.certificate)).toBe(true)
  })
})
