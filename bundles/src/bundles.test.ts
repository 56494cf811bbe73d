import { decodePem } from '@certman/x509'
import { describe, expect, it } from 'vitest'
import { BUNDLE_FORMS, makeBundle, readBundle } from './index.ts'
import type { BundleForm } from './index.ts'
import { KEY_ALGORITHMS, makeContents } from './_contents.ts'

const PASSWORD = 'correct horse'
const text = (octets: Uint8Array): string => new TextDecoder().decode(octets)
const labels = (octets: Uint8Array): string[] => decodePem(text(octets)).map(({ label }) => label)

describe('makeBundle', () => {
  it.each([
    ['pem', ['CERTIFICATE']],
    ['fullchain', ['CERTIFICATE', 'CERTIFICATE']],
    ['chain', ['CERTIFICATE', 'CERTIFICATE']],
    ['haproxy', ['CERTIFICATE', 'CERTIFICATE', 'PRIVATE KEY']],
    ['p7b', ['PKCS7']],
    ['key', ['PRIVATE KEY']],
  ] as const)('writes %s as the PEM blocks %j', async (form, expected) => {
    const made = await makeBundle(form, await makeContents())
    expect(labels(made)).toEqual(expected)
    expect(text(made).endsWith('-----\n')).toBe(true)
  })

  it('sends the leaf first and never the root (RFC 8446 §4.4.2)', async () => {
    const contents = await makeContents()
    const sent = decodePem(text(await makeBundle('fullchain', contents)))
    expect(sent.map(({ der }) => der)).toEqual(contents.certificates.slice(0, 2))
  })

  it('writes DER octet for octet', async () => {
    const contents = await makeContents()
    expect(await makeBundle('der', contents)).toEqual(contents.certificates[0])
  })

  it.each(['haproxy', 'k8s'] as const)('refuses %s without the key', async (form) => {
    const { certificates } = await makeContents()
    await expect(makeBundle(form, { certificates })).rejects.toMatchObject({ code: 'keyMissing' })
  })

  it.each([
    [undefined, 'passwordMissing'],
    ['', 'passwordMissing'],
    ['Grüße', 'passwordNotAscii'],
    ['tab\there', 'passwordNotAscii'],
  ] as const)('refuses a store under the password %j', async (password, code) => {
    const contents = await makeContents()
    const options = password === undefined ? {} : { password }
    for (const form of ['p12', 'jks'] as const) {
      await expect(makeBundle(form, contents, options)).rejects.toMatchObject({ code })
    }
  })

  it('refuses a bundle of nothing', async () => {
    for (const form of Object.keys(BUNDLE_FORMS) as BundleForm[]) {
      await expect(makeBundle(form, { certificates: [] })).rejects.toMatchObject({
        code: form === 'key' ? 'keyMissing' : 'malformedBundle',
      })
    }
  })

  it('writes a Kubernetes Secret with the chain, the key and the root', async () => {
    const contents = await makeContents()
    const options = { name: 'web', namespace: 'shop' }
    const yaml = text(await makeBundle('k8s', contents, options))
    const data = Object.fromEntries(
      [...yaml.matchAll(/^ {2}([a-z.]+): (\S+)$/gm)].map(([, name, value]) => [name, value]),
    )
    expect(yaml).toContain('kind: Secret\nmetadata:\n  name: "web"\n  namespace: "shop"\n')
    expect(yaml).toContain('type: kubernetes.io/tls\n')
    const blocks = (name: string): string[] =>
      decodePem(atob(data[name] ?? '')).map(({ label }) => label)
    expect(blocks('tls.crt')).toEqual(['CERTIFICATE', 'CERTIFICATE'])
    expect(blocks('tls.key')).toEqual(['PRIVATE KEY'])
    expect(decodePem(atob(data['ca.crt'] ?? ''))[0]?.der).toEqual(contents.certificates[2])
  })

  it.each(['Web', 'a_b', '-a', ''])('refuses the Secret name %j', async (name) => {
    const contents = await makeContents()
    await expect(makeBundle('k8s', contents, { name })).rejects.toMatchObject({
      code: 'unsupported',
    })
  })
})

describe('readBundle', () => {
  it.each(Object.keys(KEY_ALGORITHMS) as (keyof typeof KEY_ALGORITHMS)[])(
    'reads the key and chain of its own stores, %s',
    async (algorithm) => {
      const contents = await makeContents(algorithm)
      for (const form of ['p12', 'jks'] as const) {
        const made = await makeBundle(form, contents, { password: PASSWORD })
        expect(await readBundle(made, PASSWORD)).toEqual(contents)
      }
    },
  )

  it('reads trust stores, PKCS#7 in the order of the chain, PEM and DER', async () => {
    const { certificates } = await makeContents()
    for (const form of ['p12', 'jks', 'p7b'] as const) {
      const made = await makeBundle(form, { certificates }, { password: PASSWORD })
      expect(await readBundle(made, PASSWORD)).toEqual({ certificates })
    }
    const [leaf, issuing] = certificates
    expect(await readBundle(await makeBundle('fullchain', { certificates }))).toEqual({
      certificates: [leaf, issuing],
    })
    expect(await readBundle(await makeBundle('der', { certificates }))).toEqual({
      certificates: [leaf],
    })
  })

  it.each(['p12', 'jks'] as const)('refuses a wrong password of %s', async (form) => {
    const made = await makeBundle(form, await makeContents(), { password: PASSWORD })
    await expect(readBundle(made, 'another')).rejects.toMatchObject({ code: 'passwordWrong' })
    await expect(readBundle(made)).rejects.toMatchObject({ code: 'passwordMissing' })
  })

  it('refuses every truncation of a JKS store, and text that is no bundle', async () => {
    const made = await makeBundle('jks', await makeContents(), { password: PASSWORD })
    for (let size = 25; size < made.length; size += 7) {
      await expect(readBundle(made.subarray(0, size), PASSWORD)).rejects.toMatchObject({
        name: 'BundleError',
      })
    }
    await expect(readBundle(new TextEncoder().encode('hello'))).rejects.toMatchObject({
      code: 'malformedBundle',
    })
  })
})
