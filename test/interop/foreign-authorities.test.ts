import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePem, parseRevocationList } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type AuthorityWorld } from '../../server/src/ca/authorities/_authorities.ts'
import { issue } from '../../server/src/ca/issue.ts'
import { passphraseFrom } from '../../server/src/keys/passphrase.ts'
import type { CertificateAuthority } from '../../server/src/pki/certificate-authority.ts'
import { ALL_PERMISSIONS } from '../../server/src/pki/permission.ts'
import { SecretText } from '../../server/src/pki/secret-text.ts'
import { execute } from '../_kit/execute.ts'

/** CAs that OpenSSL made come to us, and OpenSSL judges what they issue here. */

let world: AuthorityWorld
let directory: string

beforeAll(async () => {
  world = await openWorld()
  directory = await mkdtemp(join(tmpdir(), 'certman-foreign-'))
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

const at = (name: string): string => join(directory, name)
const text = (name: string): Promise<string> => readFile(at(name), 'utf8')

/** The arguments in groups, for the eye. */
async function openssl(...groups: readonly (readonly string[])[]): Promise<string> {
  const args = groups.flat()
  const { code, output } = await execute('openssl', args, { directory })
  if (code !== 0) throw new Error(`openssl ${args.join(' ')}: ${output}`)
  return output
}

/** `<name>.pem` and `<name>.key`: a root of OpenSSL's own making. */
async function makeRoot(
  name: string,
  usage = 'critical,keyCertSign,cRLSign',
  algorithm: readonly string[] = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
): Promise<void> {
  await openssl(
    ['req', '-x509', '-newkey', ...algorithm, '-nodes', '-days', '3650'],
    ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/C=CZ/O=Elsewhere/CN=${name}`],
    ['-addext', `keyUsage=${usage}`],
  )
}

/** A certificate for a request, as another CA's operator would make it with OpenSSL. */
async function signWith(root: string, request: string, out: string, extra = ''): Promise<void> {
  await writeFile(
    at(`${out}.ext`),
    `basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n${extra}`,
  )
  await openssl(
    ['x509', '-req', '-in', request, '-CA', `${root}.pem`, '-CAkey', `${root}.key`],
    ['-CAcreateserial', '-days', '1000', '-out', out, '-extfile', `${out}.ext`],
  )
}

/** A leaf from the CA, verified by OpenSSL with the root as its only anchor and the CA's list. */
async function judged(authority: CertificateAuthority, rootPem: string): Promise<string> {
  const name = authority.id
  const grants = new Map([[authority.id, ALL_PERMISSIONS]])
  const issued = await issue(world.instance.ca, world.as('member', { grants }), {
    authorityId: authority.id,
    mode: 'managed',
    commonName: 'server.example',
    sanDns: ['server.example'],
    passphrase: authority.hasPassphrase ? passphraseFrom(PASSPHRASE) : undefined,
  })
  if (issued.kind !== 'issued') throw new Error('not issued')
  const chain = await world.authorities.chain(world.as('member'), authority.id)
  const list = await world.instance.store.revocationLists.published(authority.id, 0)
  await writeFile(at(`${name}.leaf`), encodePem('CERTIFICATE', issued.certificate.certificate))
  const between = chain.map((der) => encodePem('CERTIFICATE', der)).join('\n')
  await writeFile(at(`${name}.chain`), between)
  await writeFile(at(`${name}.crl`), encodePem('X509 CRL', list!.der))
  return openssl(
    ['verify', '-x509_strict', '-crl_check', '-CAfile', rootPem],
    ['-untrusted', `${name}.chain`, '-CRLfile', `${name}.crl`, `${name}.leaf`],
  )
}

const PASSPHRASE = 'correct horse battery staple'

describe('a CA that was certified elsewhere', () => {
  test('OpenSSL signs our request; what the CA then issues, OpenSSL verifies', async () => {
    await makeRoot('corporate')
    const request = await world.authorities.request(world.as('admin'), {
      workspaceId: world.workspace.id,
      name: 'Plant',
      subject: { commonName: 'Plant CA', organization: 'Works' },
      keyAlgorithm: 'ECDSA-P256',
      pathLength: 0,
      passphrase: passphraseFrom(PASSPHRASE),
    })
    await writeFile(at('plant.csr'), encodePem('CERTIFICATE REQUEST', request.request))
    const read = await openssl(['req', '-in', 'plant.csr', '-verify', '-noout', '-text'])
    expect(read).toContain('CA:TRUE, pathlen:0')
    expect(read).toContain('Certificate Sign, CRL Sign')
    await signWith('corporate', 'plant.csr', 'plant.pem')
    const complete = (certificatePem: string, passphrase = PASSPHRASE) =>
      world.authorities.complete(world.as('admin'), {
        id: request.id,
        certificatePem,
        passphrase: passphraseFrom(passphrase),
      })
    const [own, root] = [await text('plant.pem'), await text('corporate.pem')]
    await expect(complete(own)).rejects.toMatchObject({
      code: 'policyRefused',
      message: expect.stringContaining('up to the root'),
    })
    await expect(complete(root)).rejects.toMatchObject({ code: 'invalidRequest' })
    await expect(complete(root + own, 'not this passphrase')).rejects.toMatchObject({
      code: 'passphraseWrong',
    })
    const authority = await complete(root + own)
    expect(authority).toMatchObject({
      id: request.id,
      parentId: null,
      depth: 0,
      pathLength: 0,
      hasPassphrase: true,
    })
    expect(await judged(authority, 'corporate.pem')).toContain('OK')
    const { authorities } = world
    expect(await authorities.requests(world.as('member'), world.workspace.id)).toEqual([])
    expect(await authorities.get(world.as('member'), authority.id)).toMatchObject({
      isCertifiedElsewhere: true,
    })
    await expect(complete(root + own)).rejects.toMatchObject({ code: 'notFound' })

    // It is renewed where it was certified.
    const renewal = authorities.renew(world.as('admin'), { id: authority.id })
    await expect(renewal).rejects.toMatchObject({ code: 'notRenewable' })
    const again = await authorities.requestRenewal(world.as('admin'), {
      id: authority.id,
      passphrase: passphraseFrom(PASSPHRASE),
    })
    await writeFile(at('again.csr'), encodePem('CERTIFICATE REQUEST', again))
    await signWith('corporate', 'again.csr', 'again.pem')
    const renewed = await authorities.renewElsewhere(world.as('admin'), {
      id: authority.id,
      certificatePem: (await text('again.pem')) + root,
    })
    expect(renewed.serialNumber).not.toBe(authority.serialNumber)
    expect(await judged(renewed, 'corporate.pem')).toContain('OK')
  })

  test.each([
    ['no CA', 'basicConstraints=critical,CA:FALSE', 'CA:TRUE'],
    ['no right to sign lists', 'keyUsage=critical,keyCertSign', 'cRLSign'],
  ])('a certificate is refused that says it is %s', async (_which, line, sentence) => {
    await makeRoot('strict')
    const request = await world.authorities.request(world.as('owner'), {
      workspaceId: world.workspace.id,
      subject: { commonName: 'Refused' },
      keyAlgorithm: 'ECDSA-P256',
    })
    await writeFile(at('refused.csr'), encodePem('CERTIFICATE REQUEST', request.request))
    const [member] = line.split('=')
    const others = [
      'basicConstraints=critical,CA:TRUE',
      'keyUsage=critical,keyCertSign,cRLSign',
      'subjectKeyIdentifier=hash',
    ].filter((each) => !each.startsWith(`${member}=`))
    await writeFile(at('refused.ext'), [line, ...others].join('\n'))
    await openssl(
      ['x509', '-req', '-in', 'refused.csr', '-CA', 'strict.pem', '-CAkey', 'strict.key'],
      ['-CAcreateserial', '-days', '10', '-out', 'refused.pem', '-extfile', 'refused.ext'],
    )
    const completed = world.authorities.complete(world.as('owner'), {
      id: request.id,
      certificatePem: (await text('refused.pem')) + (await text('strict.pem')),
    })
    await expect(completed).rejects.toMatchObject({
      code: 'policyRefused',
      message: expect.stringContaining(sentence),
    })
    await world.authorities.removeRequest(world.as('owner'), request.id)
  })
})

describe('a CA that is imported', () => {
  test('as PEM, with its encrypted key and its last list: numbers and revocations go on', async () => {
    await makeRoot('legacy', undefined, ['rsa:2048'])
    await openssl([
      'pkey',
      '-in',
      'legacy.key',
      '-aes256',
      '-passout',
      'pass:moving',
      '-out',
      'moved.key',
    ])
    await writeFile(
      at('index.txt'),
      'R\t350101000000Z\t260101000000Z,keyCompromise\t0BADC0DE\tunknown\t/CN=gone\n',
    )
    await writeFile(at('crlnumber'), '1000\n')
    await writeFile(
      at('ca.cnf'),
      '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n',
    )
    await openssl(
      ['ca', '-gencrl', '-config', 'ca.cnf', '-cert', 'legacy.pem', '-keyfile', 'legacy.key'],
      ['-crldays', '30', '-out', 'legacy.crl'],
    )
    const pem = (await text('moved.key')) + (await text('legacy.pem'))
    const order = {
      workspaceId: world.workspace.id,
      bundle: { form: 'pem', text: new SecretText(pem) },
      former: { list: new Uint8Array(await readFile(at('legacy.crl'))) },
    } as const
    const take = (password: string | undefined): Promise<CertificateAuthority> =>
      world.authorities.import(world.as('admin'), {
        ...order,
        password: password === undefined ? undefined : new SecretText(password),
      })
    await expect(take(undefined)).rejects.toMatchObject({ code: 'invalidRequest' })
    await expect(take('wrong')).rejects.toMatchObject({ field: 'password' })
    await expect(world.authorities.import(world.as('member'), order)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const authority = await take('moving')
    expect(authority).toMatchObject({
      name: 'legacy',
      organization: 'Elsewhere',
      country: 'CZ',
      keyAlgorithm: 'RSA-2048',
      parentId: null,
    })
    expect(await judged(authority, 'legacy.pem')).toContain('OK')
    const { der } = (await world.instance.store.revocationLists.published(authority.id, 0))!
    const list = parseRevocationList(der)
    expect(list.number).toBeGreaterThan(0x1000n)
    const entries = [...list.entries].map(({ serialNumber, reason }) => [
      Buffer.from(serialNumber).toString('hex').toUpperCase(),
      reason,
    ])
    expect(entries).toEqual([['0BADC0DE', 'keyCompromise']])
    expect(await world.instance.store.statuses.find(authority.id, '0BADC0DE')).toMatchObject({
      kind: 'revoked',
    })
    await expect(take('moving')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('as PKCS#12, beneath one of ours; the chain is linked', async () => {
    await makeRoot('family')
    const root = await world.authorities.import(world.as('owner'), {
      workspaceId: world.workspace.id,
      bundle: {
        form: 'pem',
        text: new SecretText((await text('family.pem')) + (await text('family.key'))),
      },
    })
    await openssl(
      ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ['-keyout', 'child.key', '-out', 'child.csr', '-subj', '/CN=Child CA'],
    )
    await signWith('family', 'child.csr', 'child.pem')
    await openssl(
      ['pkcs12', '-export', '-inkey', 'child.key', '-in', 'child.pem'],
      ['-passout', 'pass:store', '-out', 'child.p12'],
    )
    const octets = new Uint8Array(await readFile(at('child.p12')))
    const take = (password: string): Promise<CertificateAuthority> =>
      world.authorities.import(world.as('owner'), {
        workspaceId: world.workspace.id,
        name: 'The child',
        bundle: { form: 'pkcs12', octets },
        password: new SecretText(password),
        passphrase: passphraseFrom(PASSPHRASE),
      })
    await expect(take('other')).rejects.toMatchObject({ field: 'password' })
    const child = await take('store')
    expect(child).toMatchObject({ parentId: root.id, depth: 1, pathLength: 0, name: 'The child' })
    expect(await judged(child, 'family.pem')).toContain('OK')
  })

  test('a key that is not of the certificate, and a weak one, are refused', async () => {
    await makeRoot('one')
    await makeRoot('two')
    await makeRoot('weak', undefined, ['rsa:1024'])
    const take = (pem: string): Promise<CertificateAuthority> =>
      world.authorities.import(world.as('owner'), {
        workspaceId: world.workspace.id,
        bundle: { form: 'pem', text: new SecretText(pem) },
      })
    await expect(take((await text('one.pem')) + (await text('two.key')))).rejects.toMatchObject({
      code: 'invalidRequest',
      message: expect.stringContaining('another key'),
    })
    await expect(take(await text('one.pem'))).rejects.toMatchObject({ field: 'pem' })
    await expect(take((await text('weak.pem')) + (await text('weak.key')))).rejects.toMatchObject({
      code: 'weakKey',
    })
  })
})
