import { createHash, generateKeyPairSync } from 'node:crypto'
import { encodePem, serialNumberFromHex } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passphraseFrom } from '../../keys/passphrase.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { openSignedIn, PASSPHRASE, type SignedIn } from '../_signed-in.ts'
import type { BrowseQuery } from './certificate-views.ts'
import type { IssueRequest } from '../certification-authority.ts'

const DAY = 86_400_000

let world: SignedIn
beforeAll(async () => {
  world = await openSignedIn()
})
afterAll(() => world[Symbol.asyncDispose]())

async function issued(commonName: string, changes: Partial<IssueRequest> = {}) {
  const result = await world.ca.issue(world.act, {
    authorityId: world.authority.id,
    mode: 'managed',
    commonName,
    ...changes,
  })
  if (result.kind !== 'issued') throw new Error('a managed certificate is never replayed')
  return result.certificate
}

const query = (changes: Partial<BrowseQuery> = {}): BrowseQuery => ({
  status: 'active',
  order: { by: 'name', descending: false },
  page: 1,
  pageSize: 50,
  ...changes,
})

async function names(changes: Partial<BrowseQuery>, act = world.act): Promise<readonly string[]> {
  const { certificates } = await world.ca.browseCertificates(act, query(changes))
  return certificates.map(({ commonName }) => commonName)
}

describe('browsing', () => {
  let certificates: Record<'plain' | 'soon' | 'old' | 'fresh' | 'gone', StoredCertificate>

  beforeAll(async () => {
    const plain = await issued('plain.example.com', { sanDns: ['bücher.example.com'] })
    const soon = await issued('soon.example.com', { validityDays: 20 })
    const old = await issued('old.example.com')
    const renewed = await world.ca.renew(world.act, { certificateId: old.id })
    if (renewed.kind !== 'issued') throw new Error('not issued')
    const gone = await issued('gone.example.com')
    await world.ca.revoke(world.act, { certificateId: gone.id, reason: 'keyCompromise' })
    certificates = { plain, soon, old, fresh: renewed.certificate, gone }
  })

  test.each<[BrowseQuery['status'], readonly string[]]>([
    ['active', ['old.example.com', 'plain.example.com', 'soon.example.com']],
    ['expiring', ['soon.example.com']],
    ['expired', []],
    ['revoked', ['gone.example.com']],
    ['replaced', ['old.example.com']],
    [
      'all',
      [
        'gone.example.com',
        'old.example.com',
        'old.example.com',
        'plain.example.com',
        'soon.example.com',
      ],
    ],
  ])('%s', async (status, expected) => {
    expect(await names({ status })).toEqual(expected)
  })

  test('by alternative name, serial number and fingerprint, however they are written', async () => {
    const { plain, gone } = certificates
    expect(await names({ search: 'xn--bcher-kva' })).toEqual(['plain.example.com'])
    expect(await names({ search: plain.serialNumber.toLowerCase() })).toEqual(['plain.example.com'])
    const sha256 = createHash('sha256').update(gone.certificate).digest('hex')
    const colons = sha256.replace(/..(?=.)/g, '$&:')
    expect(await names({ search: colons, status: 'all' })).toEqual(['gone.example.com'])
    expect(await names({ search: colons, status: 'active' })).toEqual([])
  })

  test('the channel is the dashboard, and renewals are linked', async () => {
    const { certificates: listed } = await world.ca.browseCertificates(
      world.act,
      query({ channel: 'dashboard', status: 'all', search: 'old.' }),
    )
    expect(listed).toHaveLength(2)
    const original = listed.find(({ id }) => id === certificates.old.id)
    expect(original).toMatchObject({
      replacedById: certificates.fresh.id,
      origin: { channel: 'dashboard', by: { kind: 'user', id: world.act.principal.id } },
    })
    expect(await names({ channel: 'api', status: 'all' })).toEqual([])
  })

  test('nothing of a CA that is out of reach, named or not', async () => {
    const stranger = world.as({ grants: new Map() })
    expect(await names({ status: 'all' }, stranger)).toEqual([])
    expect(await names({ status: 'all', authorityId: world.authority.id }, stranger)).toEqual([])
    expect(await names({ authorityId: '00000000-0000-4000-8000-000000000001' as Uuid })).toEqual([])
  })

  test('an export walks through all, each once', async () => {
    const seen: string[] = []
    for await (const page of world.ca.walkCertificates(world.act, { status: 'all' })) {
      seen.push(...page.map(({ id }) => id))
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(5)
  })
})

describe('preview', () => {
  const preview = (changes: Partial<IssueRequest>) =>
    world.ca.previewIssue(world.act, {
      authorityId: world.authority.id,
      mode: 'managed',
      commonName: 'münchen.example',
      validityDays: 90,
      ...changes,
    })

  test('names as they will stand, and dates', async () => {
    const told = await preview({
      sanDns: ['*.Example.COM', 'straße.example'],
      sanIp: ['2001:DB8::0'],
    })
    expect(told).toMatchObject({
      names: {
        commonName: 'xn--mnchen-3ya.example',
        sanDns: ['xn--mnchen-3ya.example', '*.example.com', 'xn--strae-oqa.example'],
        sanIp: ['2001:db8::'],
      },
      isCapped: false,
      problems: [],
    })
    expect(told.validity.notAfter - told.validity.notBefore).toBe(90 * DAY)
  })

  test('all problems at once, each with its field', async () => {
    const told = await preview({
      sanDns: ['ok.example', 'not a name'],
      sanIp: ['300.1.1.1'],
      validityDays: 398,
    })
    expect(told.problems.map(({ field }) => field)).toEqual([
      'sanDns[1]',
      'sanIp[0]',
      'validityDays',
    ])
    expect(told.sanDns).toEqual(['ok.example', null])
    expect(told.names?.sanDns).toEqual(['xn--mnchen-3ya.example', 'ok.example'])
  })

  test('who may not issue is told so, and nothing of the CA', async () => {
    const reader = world.as({
      grants: world.grants({ canRead: true, canIssue: false, canRevoke: false }),
    })
    await expect(
      world.ca.previewIssue(reader, { authorityId: world.authority.id, mode: 'managed' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('decoding', () => {
  test('a certificate: every extension, in words', async () => {
    const { certificate, serialNumber } = await issued('decoded.example.com')
    const [told] = world.ca.decode(world.act, encodePem('CERTIFICATE', certificate))
    expect(told).toMatchObject({
      kind: 'certificate',
      subject: 'CN=decoded.example.com',
      serialNumber,
      isAuthority: false,
      key: { algorithm: 'ECDSA-P256', bits: 256, weakness: null },
      sha256: createHash('sha256').update(certificate).digest('hex').toUpperCase(),
    })
    const values = new Map(told!.extensions.map(({ name, values: said }) => [name, said]))
    expect(values.get('subjectAltName')).toEqual(['DNS decoded.example.com'])
    expect(values.get('extendedKeyUsage')).toContain('serverAuth')
    expect(told!.extensions.every(({ values: said }) => said.length > 0)).toBe(true)
    expect(serialNumberFromHex(serialNumber)).toBeDefined()
  })

  test('never a private key', () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    expect(() => world.ca.decode(world.act, pem)).toThrow('private key')
    expect(() => world.ca.decode(world.act, 'hello')).toThrow('no PEM block')
  })
})

describe('what cannot be undone', () => {
  test('asks for a fresh proof; a hold does not, and is released by somebody signed in', async () => {
    const { id } = await issued('held.example.com')
    const stale = world.as({ provedAt: world.instance.clock.now() - 11 * 60_000 })
    await expect(
      world.ca.revoke(stale, { certificateId: id, reason: 'superseded' }),
    ).rejects.toMatchObject({ code: 'stepUpRequired' })
    await world.ca.revoke(stale, { certificateId: id, reason: 'certificateHold' })
    expect((await world.ca.releaseHold(world.act, id)).revocation).toBe(null)
  })

  test('a CA behind a passphrase issues with it only', async () => {
    const sealed = await world.seal()
    const request = {
      authorityId: sealed.id,
      mode: 'managed',
      commonName: 's.example',
    } as const
    await expect(world.ca.issue(world.act, request)).rejects.toMatchObject({
      code: 'passphraseMissing',
    })
    const passphrase = passphraseFrom(PASSPHRASE)
    expect(await world.ca.issue(world.act, { ...request, passphrase })).toMatchObject({
      kind: 'issued',
    })
  })
})
