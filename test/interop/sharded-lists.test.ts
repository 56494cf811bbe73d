import { writeFileSync } from 'node:fs'
import { encodePem } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../_kit/execute.ts'
import { createFurther, type FurtherAuthority } from '../_kit/further-authority.ts'
import { call } from '../_kit/issuing.ts'
import { startPublished, type Published } from '../_kit/published.ts'
import { addressesIn, certificateFrom, fetchList, isListed, until } from '../_kit/relying-party.ts'
import { requireTool } from '../_kit/tools.ts'

const openssl = requireTool('openssl')
const SHARDS = 4

describe('a CA whose revocations are on four lists', () => {
  let published: Published
  let authority: FurtherAuthority
  const listOf = (pem: string): string => addressesIn(certificateFrom(pem)).list
  const leaves: { id: string; pem: string }[] = []

  beforeAll(async () => {
    published = await startPublished()
    authority = await createFurther(published, 'Sharded', '--shards', String(SHARDS))
    // Serial numbers are random: until the first one's list has another, and there is one of another list.
    const isMixed = (): boolean => {
      const [first, ...more] = leaves.map(({ pem }) => listOf(pem))
      return more.length > 3 && more.includes(first ?? '') && more.some((list) => list !== first)
    }
    for (let index = 0; !isMixed(); index++) {
      const { certificate } = await call<{ certificate: { id: string; certificate_pem: string } }>(
        { ...published.server, apiKey: authority.apiKey },
        'POST',
        '/v1/certificates',
        { caId: authority.id, commonName: `leaf${index}.example`, keyAlgorithm: 'ECDSA-P256' },
      )
      leaves.push({ id: certificate.id, pem: certificate.certificate_pem })
    }
  })
  afterAll(() => published[Symbol.asyncDispose]())

  test('each certificate names one of them, and they share the work', () => {
    const named = new Set(leaves.map(({ pem }) => listOf(pem)))
    expect(named.size).toBeGreaterThan(1)
    const { url } = published.server
    const all = Array.from({ length: SHARDS }, (_, i) => `${url}/crl/${authority.id}/${i + 1}.crl`)
    for (const address of named) expect(all).toContain(address)
  })

  test('RFC 5280 §5.2.5: each list says which one it is, critically', async () => {
    for (let shard = 1; shard <= SHARDS; shard++) {
      const url = `${published.server.url}/crl/${authority.id}/${shard}.crl`
      const { distributionPoint, extensions } = await fetchList(url, authority.certificate)
      expect(distributionPoint?.fullName).toEqual([{ type: 'uri', value: url }])
      expect(extensions.find(({ oid }) => oid === '2.5.29.28')).toMatchObject({ critical: true })
    }
  })

  test('the address without a shard is no list, and names them', async () => {
    const response = await fetch(`${published.server.url}/crl/${authority.id}.crl`)
    expect(response.status).toBe(404)
    const text = await response.text()
    for (let shard = 1; shard <= SHARDS; shard++) expect(text).toContain(`/${shard}.crl`)
    expect((await fetch(`${published.server.url}/crl/${authority.id}/5.crl`)).status).toBe(404)
  })

  test('a revocation signs one list anew and leaves the others', async () => {
    const [leaf] = leaves
    const own = listOf(leaf!.pem)
    const certificate = certificateFrom(leaf!.pem)
    const others = [1, 2, 3, 4]
      .map((shard) => `${published.server.url}/crl/${authority.id}/${shard}.crl`)
      .filter((url) => url !== own)
    const numbers = () =>
      Promise.all(others.map(async (url) => (await fetchList(url, authority.certificate)).number))
    const before = await numbers()
    const server = { ...published.server, apiKey: authority.apiKey }
    await call(server, 'POST', `/v1/certificates/${leaf!.id}/revoke`, { reason: 'superseded' })
    await until(
      async () => isListed(await fetchList(own, authority.certificate), certificate),
      2000,
    )
    expect(await numbers()).toEqual(before)
  })

  test.skipIf(openssl === null)('OpenSSL believes the list of the shard', async () => {
    const [revoked] = leaves
    const own = listOf(revoked!.pem)
    const good = leaves.find(({ pem }) => pem !== revoked!.pem && listOf(pem) === own)
    const other = leaves.find(({ pem }) => listOf(pem) !== own)
    const { der } = await fetchList(own, authority.certificate)
    writeFileSync(published.file('shard.pem'), `${encodePem('X509 CRL', der)}\n`)
    writeFileSync(published.file('sharded.pem'), `${authority.certificatePem}\n`)
    const judge = async (pem: string): Promise<string> => {
      writeFileSync(published.file('leaf.pem'), `${pem}\n`)
      const words = ['verify', '-crl_check', '-extended_crl', '-CAfile']
      const files = [published.file('sharded.pem'), '-CRLfile', published.file('shard.pem')]
      return (await execute(openssl ?? '', [...words, ...files, published.file('leaf.pem')])).output
    }
    expect(await judge(revoked!.pem)).toContain('certificate revoked')
    expect(await judge(good!.pem)).toMatch(/: OK$/m)
    // Of another partition it says nothing.
    expect(await judge(other!.pem)).toContain('different CRL scope')
  })
})
