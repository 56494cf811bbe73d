import { X509Certificate } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodePem, encodePem, parseCertificate } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anchorOf } from '../../cli/src/trust-stores/anchor.ts'
import { findStores } from '../../cli/src/trust-stores/find-stores.ts'
import type { TrustHost } from '../../cli/src/trust-stores/trust-store.ts'
import { thisHost } from '../../cli/src/trust-stores/host.ts'
import { certman, type CertmanRan } from '../_kit/run-certman.ts'
import { execute } from '../_kit/execute.ts'
import { makeForeignChain } from '../_kit/foreign-chain.ts'
import { issueFrom, startIssuing, type Issuing } from '../_kit/issuing.ts'
import { requireTool } from '../_kit/tools.ts'

const certutil = requireTool('certutil')
const keytool = requireTool('keytool')
const updater = requireTool('update-ca-certificates')

let server: Issuing
let home = ''
let rootPem = ''
let fingerprint = ''

beforeAll(async () => {
  server = await startIssuing()
  home = await mkdtemp(join(tmpdir(), 'certman-trust-home-'))
  rootPem = server.chain.at(-1) ?? ''
  fingerprint = new X509Certificate(rootPem).fingerprint256
  await writeFile(join(home, 'root.pem'), rootPem)
  await writeFile(join(home, 'chain.pem'), server.chain.join('\n'))
  await writeFile(join(home, 'issuing.pem'), server.chain[0] ?? '')
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(home, { recursive: true, force: true })
})

const run = (line: string, answers?: readonly string[]): Promise<CertmanRan> =>
  certman(line.replaceAll('@', `${home}/`).split(' '), {
    home,
    variables: {
      PATH: process.env['PATH'],
      CERTMAN_API_KEY: server.apiKey,
      CERTMAN_API_URL: server.url,
    },
    ...(answers === undefined ? {} : { answers }),
  })

describe.skipIf(certutil === null)('certman trust with the NSS of a user', () => {
  let database = ''
  beforeAll(async () => {
    database = join(home, '.pki/nssdb')
    await mkdir(database, { recursive: true })
    const { code } = await execute('certutil', ['-N', '-d', `sql:${database}`, '--empty-password'])
    expect(code).toBe(0)
  })

  it('shows the fingerprint, asks, and makes NSS accept what the CA issued', async () => {
    const declined = await run(`trust install ${server.issuingId} --nss`, ['n'])
    expect(declined).toMatchObject({ code: 1, output: '' })
    expect(declined.talk).toContain(`SHA-256: ${fingerprint}\n  nss: ~/.pki/nssdb\n`)
    expect(declined.talk).toContain('Trust it there? [y/N]: ')
    expect(declined.talk).toContain('Error: nothing was changed\n')
    expect(await run('trust status @root.pem --nss')).toMatchObject({ code: 1 })

    const { certificatePem } = await issueFrom(server, {
      commonName: 'nss.example.com',
      sanDns: ['nss.example.com'],
    })
    await writeFile(join(home, 'leaf.pem'), certificatePem)
    for (const [name, file] of [
      ['leaf', 'leaf.pem'],
      ['issuing', 'issuing.pem'],
    ]) {
      const words = ['-A', '-d', `sql:${database}`, '-n', name ?? '', '-t', ',,']
      await execute('certutil', [...words, '-i', join(home, file ?? '')])
    }
    const judge = ['-V', '-d', `sql:${database}`, '-n', 'leaf', '-u', 'V']
    expect((await execute('certutil', judge)).code).not.toBe(0)

    const installed = await run(`trust install ${server.issuingId} --nss`, ['y'])
    expect(installed).toMatchObject({ code: 0 })
    expect(installed.output).toMatch(/^nss +~\/\.pki\/nssdb +trusted now *$/m)
    expect(await execute('certutil', judge)).toMatchObject({ code: 0 })

    const again = await run('trust install @chain.pem --nss --yes --json')
    expect(JSON.parse(again.output)).toEqual({
      fingerprint,
      stores: [{ kind: 'nss', title: '~/.pki/nssdb', state: 'trusted already' }],
    })
    expect(await run('trust status @root.pem --nss')).toMatchObject({ code: 0 })

    const removed = await run('trust uninstall @root.pem --nss --yes')
    expect(removed.output).toContain('no longer trusted')
    expect((await execute('certutil', judge)).code).not.toBe(0)
    expect((await run('trust uninstall @root.pem --nss --yes')).output).toContain(
      'not trusted before',
    )
  })

  it('fetches the root from the address of its trust page, if the fingerprint is right', async () => {
    const page = `${server.url}/trust/${server.issuingId}`
    const plain = await run(`trust status ${page} --nss`)
    expect(plain.talk).toContain('Error: over plain HTTP anybody on the way could have answered\n')
    const right = await run(`trust status ${page} --nss --fingerprint ${fingerprint.toLowerCase()}`)
    expect(right.talk).toContain(`SHA-256: ${fingerprint}`)
    expect(right.output).toContain('not trusted')
    const wrong = await run(`trust status ${page} --nss --fingerprint ${'00'.repeat(32)}`)
    expect(wrong).toMatchObject({ code: 1, output: '' })
    expect(wrong.talk).toContain(`Error: the fingerprint is ${fingerprint}, and not the one`)
    const nowhere = await run(`trust status ${server.url}/none --fingerprint ${fingerprint}`)
    expect(nowhere.talk).toContain('/none cannot be fetched: the answer is 404')
  })

  it.each([
    ['trust install @root.pem --nss', 'this asks before it does something'],
    ['trust install @issuing.pem --nss --yes', 'issuing.pem holds no root CA'],
    ['trust install @leaf.pem --nss --yes', 'leaf.pem holds no root CA'],
    ['trust install @absent.pem --nss --yes', 'absent.pem cannot be read'],
    ['trust install --yes', "missing required argument 'ca-id|file|url'"],
  ])('refuses %s', async (line, sentence) => {
    const { code, output, talk } = await run(line)
    expect([code, output]).toEqual([1, ''])
    expect(talk).toContain(sentence)
    expect(talk).toMatch(/^hint: /m)
  })
})

describe('stores that tests must not touch, by their real programs on files of ours', () => {
  it.skipIf(updater === null)('Debian: every program sees the root in the bundle', async () => {
    const root = await mkdtemp(join(tmpdir(), 'certman-debian-'))
    const local = '/usr/local/share/ca-certificates'
    const etc = '/etc/ssl/certs'
    const packaged = '/usr/share/ca-certificates'
    for (const directory of [local, etc, packaged, '/hooks']) {
      await mkdir(root + directory, { recursive: true })
    }
    await writeFile(join(root, 'ca-certificates.conf'), '')
    // A root of somebody else: update-ca-certificates leaves its bundle as it is when there is nothing to put into it.
    const other = derOf((await makeForeignChain('other.example.com')).root)
    await writeFile(join(root + local, 'other.crt'), `${encodePem('CERTIFICATE', other)}\n`)
    const elsewhere = Object.entries({
      certsconf: 'ca-certificates.conf',
      certsdir: packaged,
      localcertsdir: local,
      etccertsdir: etc,
      hooksdir: 'hooks',
    }).flatMap(([option, path]) => [`--${option}`, join(root, path)])
    const real = thisHost({ home, variables: process.env })
    const host: TrustHost = {
      ...real,
      platform: 'linux',
      root,
      run: (command, words) => real.run(command, [...words, ...elsewhere]),
    }
    const [store] = await findStores(host, new Set(['system']))
    const anchor = anchorOf(parseCertificate(derOf(rootPem)))
    await store?.install(anchor)
    const bundle = async (): Promise<Uint8Array[]> => {
      const text = await readFile(join(root, etc, 'ca-certificates.crt'), 'utf8')
      return decodePem(text).map(({ der }) => der)
    }
    expect(await bundle()).toEqual([anchor.certificate.der, other])
    await store?.uninstall(anchor)
    expect(await bundle()).toEqual([other])
    await rm(root, { recursive: true, force: true })
  })

  it.skipIf(keytool === null)('Java: keytool lists the root as a trust anchor', async () => {
    const real = thisHost({ home, variables: process.env })
    const store = join(home, 'cacerts')
    const elsewhere = (word: string): string[] =>
      word === '-cacerts' ? ['-keystore', store] : [word]
    const host: TrustHost = {
      ...real,
      run: (command, words) => real.run(command, words.flatMap(elsewhere)),
    }
    const [java] = await findStores(host, new Set(['java']))
    const anchor = anchorOf(parseCertificate(derOf(rootPem)))
    expect(await java?.isTrusted(anchor)).toBe(false)
    await java?.install(anchor)
    expect(await java?.isTrusted(anchor)).toBe(true)
    const listed = await execute('keytool', ['-list', '-keystore', store, '-storepass', 'changeit'])
    expect(listed.output).toContain('trustedCertEntry')
    expect(listed.output).toContain(fingerprint)
    await java?.uninstall(anchor)
    expect(await java?.isTrusted(anchor)).toBe(false)
  })
})

function derOf(pem: string): Uint8Array {
  return decodePem(pem)[0]?.der ?? new Uint8Array(0)
}
