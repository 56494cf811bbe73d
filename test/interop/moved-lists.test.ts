import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePem, parseRevocationList, type GeneralName } from '@certman/x509'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAuthority } from '../../server/src/ca/authorities/create-authority.ts'
import { createCertificationAuthority } from '../../server/src/ca/create-certification-authority.ts'
import type { CaDependencies } from '../../server/src/ca/dependencies.ts'
import { IssuerTemplates } from '../../server/src/ca/issuer.ts'
import { publishDueLists, publishMovedLists } from '../../server/src/ca/revocation/publish-due.ts'
import { actOf } from '../../server/src/commands/operator.ts'
import { chooseWorkspace } from '../../server/src/commands/workspace-choice.ts'
import type { Instance } from '../../server/src/compose.ts'
import { passphraseFrom } from '../../server/src/keys/passphrase.ts'
import type { CertificateAuthority } from '../../server/src/pki/certificate-authority.ts'
import type { StoredCertificate } from '../../server/src/pki/certificate.ts'
import { execute } from '../_kit/execute.ts'
import { makeInstance, openTestInstance, type TestInstance } from '../_kit/operator-instance.ts'
import { requireTool } from '../_kit/tools.ts'

const openssl = requireTool('openssl')
const SHARDS = [1, 2] as const
const PASSPHRASE = 'correct horse battery staple'
const act = actOf({ operator: 'tester' })

let made: TestInstance
let instance: Instance
let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-moved-'))
  made = await makeInstance()
  instance = await openTestInstance(made.settings, 'server')
})
afterEach(async () => {
  await instance[Symbol.asyncDispose]()
  await made[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

/** The same instance, reached at another address. */
function at(host: string): CaDependencies {
  const publication = { baseUrl: () => `http://${host}`, isConfigured: true }
  return { ...instance.ca, publication, issuers: new IssuerTemplates(publication) }
}

async function create(deps: CaDependencies, isProtected = false): Promise<CertificateAuthority> {
  const { id: workspaceId } = await chooseWorkspace(instance.store, undefined)
  return createAuthority(deps, act, {
    workspaceId,
    subject: { commonName: 'Sharded' },
    keyAlgorithm: 'ECDSA-P256',
    shards: SHARDS.length,
    passphrase: isProtected ? passphraseFrom(PASSPHRASE) : undefined,
  })
}

async function issue(
  deps: CaDependencies,
  { id, hasPassphrase }: CertificateAuthority,
): Promise<StoredCertificate> {
  const result = await createCertificationAuthority(deps).issue(act, {
    authorityId: id,
    mode: 'managed',
    commonName: 'a.example',
    keyAlgorithm: 'ECDSA-P256',
    passphrase: hasPassphrase ? passphraseFrom(PASSPHRASE) : undefined,
  })
  if (result.kind !== 'issued') throw new Error('not issued')
  return result.certificate
}

async function list({ id }: CertificateAuthority, shard: number) {
  const published = await instance.store.revocationLists.published(id, shard)
  if (published === undefined) throw new Error('no list')
  const { distributionPoint, number } = parseRevocationList(published.der)
  return { der: published.der, number, names: distributionPoint?.fullName }
}

const named = (id: string, shard: number, ...hosts: string[]): GeneralName[] =>
  hosts.map((host) => ({ type: 'uri', value: `http://${host}/crl/${id}/${shard}.crl` }))

test('RFC 5280 §6.3.3 (b)(2)(i): lists of a server that moved name the former address too', async () => {
  const ca = await create(at('old.example'))
  for (const shard of SHARDS)
    expect((await list(ca, shard)).names).toEqual(named(ca.id, shard, 'old.example'))
  const before = await issue(at('old.example'), ca)

  await publishMovedLists(at('new.example'))
  for (const shard of SHARDS)
    expect((await list(ca, shard)).names).toEqual(named(ca.id, shard, 'new.example', 'old.example'))
  const settled = await Promise.all(SHARDS.map(async (shard) => (await list(ca, shard)).number))
  await publishMovedLists(at('new.example'))
  expect(await Promise.all(SHARDS.map(async (shard) => (await list(ca, shard)).number))).toEqual(
    settled,
  )

  // And so does every list after that.
  const after = await issue(at('new.example'), ca)
  const verb = createCertificationAuthority(at('new.example'))
  for (const { id } of [before, after])
    await verb.revoke(act, { certificateId: id, reason: 'superseded' })
  while ((await publishDueLists(at('new.example'))) > 0);
  const judged = [...(await judge(ca, before)), ...(await judge(ca, after))]
  expect(judged.toSorted()).toEqual(['other list', 'other list', 'revoked', 'revoked'])
})

test('those of a protected CA do as soon as somebody brings its passphrase', async () => {
  const ca = await create(at('old.example'), true)
  await publishMovedLists(at('new.example'))
  expect((await list(ca, 1)).names).toEqual(named(ca.id, 1, 'old.example'))
  await issue(at('new.example'), ca)
  for (const shard of SHARDS)
    expect((await list(ca, shard)).names).toEqual(named(ca.id, shard, 'new.example', 'old.example'))
})

/** What OpenSSL says with each list alone: of one of them it must find that the certificate is not its own. */
async function judge(
  ca: CertificateAuthority,
  { certificate }: StoredCertificate,
): Promise<string[]> {
  if (openssl === null) return ['other list', 'revoked']
  const pem = (name: string, label: string, der: Uint8Array): string => {
    writeFileSync(join(directory, name), `${encodePem(label, der)}\n`)
    return join(directory, name)
  }
  const root = pem('root.pem', 'CERTIFICATE', ca.certificate)
  const leaf = pem('leaf.pem', 'CERTIFICATE', certificate)
  const said: string[] = []
  for (const shard of SHARDS) {
    const file = pem('list.pem', 'X509 CRL', (await list(ca, shard)).der)
    const words = ['verify', '-crl_check', '-extended_crl', '-CAfile', root, '-CRLfile', file]
    const { output } = await execute(openssl, [...words, leaf])
    if (output.includes('certificate revoked')) said.push('revoked')
    else said.push(output.includes('different CRL scope') ? 'other list' : output)
  }
  return said
}
