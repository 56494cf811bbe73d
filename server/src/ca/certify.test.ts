import { generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCertificationRequest, encodePem, nameFrom, parsePublicKey } from '@certman/x509'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openInstance, type Instance } from '../compose.ts'
import { loadConfig } from '../config/config.ts'
import { leaseSoftwareKey } from '../keys/software-signer.ts'
import type { KeyStore } from '../keys/keystore.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import type { Act, IssueRequest } from './certification-authority.ts'
import { createAuthority } from './authorities/create-authority.ts'
import { issue } from './issue.ts'

const OPERATOR: Act = { principal: { kind: 'operator', name: 'test' }, requestId: null }

let directory: string
let instance: Instance
let authority: CertificateAuthority

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-certify-'))
  const { config, secrets } = loadConfig({ CERTMAN_DATA_DIR: join(directory, 'data') })
  instance = await openInstance({
    config,
    secrets,
    telemetry: {
      logger: await createLogger({ level: 'silent', format: 'json' }),
      metrics: createMetrics(),
    },
    role: 'server',
    publication: { baseUrl: () => 'http://pki.example', isConfigured: true },
  })
  const { store } = instance
  const owner = { id: randomUUID() as Uuid, email: 'owner@example.com', createdAt: 0 }
  const workspace = {
    id: randomUUID() as Uuid,
    name: 'W',
    slug: 'w',
    plan: 'pro',
    createdAt: 0,
  } as const
  await store.workspaces.createUser(owner, [])
  await store.workspaces.create(
    workspace,
    { workspaceId: workspace.id, userId: owner.id, role: 'owner' },
    [],
  )
  authority = await createAuthority(instance.ca, OPERATOR, {
    workspaceId: workspace.id,
    subject: { commonName: 'Test Root' },
    keyAlgorithm: 'ECDSA-P256',
  })
})

afterEach(async () => {
  await instance[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

/** Somebody with an API key: only they have idempotency keys. */
function caller(): Act {
  return {
    requestId: null,
    principal: {
      kind: 'apiKey',
      id: '00000000-0000-4000-8000-0000000000aa' as Uuid,
      name: 'k',
      prefix: 'cm_test',
      user: { id: randomUUID() as Uuid, email: 'owner@example.com' },
      workspace: { id: authority.workspaceId, name: 'W', slug: 'w', plan: 'pro' },
      grants: new Map([[authority.id, ALL_PERMISSIONS]]),
      address: '127.0.0.1',
    },
  }
}

async function csrOrder(): Promise<IssueRequest> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  using lease = leaseSoftwareKey(privateKey, parsePublicKey(spki))
  const csr = await buildCertificationRequest({
    subject: nameFrom({ commonName: 'a.example' }),
    signer: lease.signer,
  })
  return {
    authorityId: authority.id,
    mode: 'csr',
    csrPem: encodePem('CERTIFICATE REQUEST', csr),
    idempotency: {
      key: 'once',
      route: 'POST /v1/certificates',
      body: '{}',
      render: ({ id }) => id,
    },
  }
}

const failingWith = (sign: () => never | Uint8Array): KeyStore => ({
  ...instance.keys,
  open: async (key) => {
    const lease = await instance.keys.open(key)
    return { signer: { ...lease.signer, sign }, [Symbol.dispose]: () => lease[Symbol.dispose]() }
  },
})

describe('steps 4 to 9 of an issuance', () => {
  it('gives a certificate that verifies with its CA', async () => {
    const result = await issue(instance.ca, caller(), await csrOrder())
    if (result.kind !== 'issued') throw new Error('not issued')
    const leaf = new X509Certificate(result.certificate.certificate)
    const root = new X509Certificate(authority.certificate)
    expect(leaf.verify(root.publicKey)).toBe(true)
    expect(await instance.store.certificates.get(result.certificate.id)).toMatchObject({
      serialNumber: leaf.serialNumber,
    })
  })

  it('frees the idempotency key when signing fails, and knows no certificate', async () => {
    const order = await csrOrder()
    const broken = failingWith(() => {
      throw new Error('the device is gone')
    })
    await expect(issue({ ...instance.ca, keys: broken }, caller(), order)).rejects.toThrow(
      'the device is gone',
    )
    expect((await instance.store.certificates.list({}, { offset: 0, limit: 10 })).total).toBe(0)
    expect((await issue(instance.ca, caller(), order)).kind).toBe('issued')
  })

  it('lets no certificate out whose signature does not verify', async () => {
    const garbled = failingWith(
      () => new Uint8Array([0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01]),
    )
    await expect(
      issue({ ...instance.ca, keys: garbled }, caller(), await csrOrder()),
    ).rejects.toThrow(/does not verify/)
    expect((await instance.store.certificates.list({}, { offset: 0, limit: 10 })).total).toBe(0)
  })

  it('answers two requests of one idempotency key with one certificate', async () => {
    const order = await csrOrder()
    const settled = await Promise.allSettled(
      Array.from({ length: 8 }, () => issue(instance.ca, caller(), order)),
    )
    expect((await instance.store.certificates.list({}, { offset: 0, limit: 10 })).total).toBe(1)
    const first = settled.filter((one) => one.status === 'fulfilled' && one.value.kind === 'issued')
    expect(first).toHaveLength(1)
    expect(await issue(instance.ca, caller(), order)).toMatchObject({ kind: 'replayed' })
  })

  it('draws another serial number when the store has the first', async () => {
    const drawn = [7, 7, 8]
    const random = (length: number): Uint8Array => new Uint8Array(length).fill(drawn.shift() ?? 9)
    const { idempotency: _, ...order } = await csrOrder()
    const first = await issue({ ...instance.ca, random }, caller(), order)
    const second = await issue({ ...instance.ca, random }, caller(), order)
    if (first.kind !== 'issued' || second.kind !== 'issued') throw new Error('not issued')
    expect(second.certificate.serialNumber).not.toBe(first.certificate.serialNumber)
    expect(drawn).toEqual([])
  })
})
