import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodePem } from '@certman/x509'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readBundle } from '../../bundles/src/index.ts'
import { certman, type CertmanRan } from '../_kit/run-certman.ts'
import { call, startIssuing, type Issuing } from '../_kit/issuing.ts'

const PASSWORD = 'three little words'

let server: Issuing
let directory = ''
let id = ''

beforeAll(async () => {
  server = await startIssuing()
  directory = await mkdtemp(join(tmpdir(), 'certman-bundles-'))
  const { certificate, privateKey } = await call<{
    certificate: { id: string; certificate_pem: string }
    privateKey: string
  }>(server, 'POST', '/v1/certificates', {
    caId: server.issuingId,
    commonName: 'web.example.com',
    sanDns: ['web.example.com'],
  })
  id = certificate.id
  await writeFile(file('web.key'), privateKey)
  await writeFile(file('web.pem'), `${certificate.certificate_pem}\n`)
  await writeFile(file('chain.pem'), server.chain.join('\n'))
  await writeFile(file('password'), `${PASSWORD}\n`)
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})
let out = ''
let count = 0
beforeEach(() => {
  out = file(`out-${count++}`)
})

const file = (name: string): string => join(directory, name)
const run = (
  line: string,
  more: { answers?: string[]; input?: Uint8Array } = {},
): Promise<CertmanRan> =>
  certman(line.replaceAll('@', `${directory}/`).split(' '), {
    home: directory,
    variables: { CERTMAN_API_KEY: server.apiKey, CERTMAN_API_URL: server.url },
    ...more,
  })
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777
const labels = (text: string): string[] => decodePem(text).map(({ label }) => label)

describe('certman cert download', () => {
  it.each([
    ['pem', 1],
    ['fullchain', 2],
    ['chain', 2],
  ])('prints %s', async (form, certificates) => {
    const { code, output, talk } = await run(`cert download ${id} --format ${form}`)
    expect([code, talk]).toEqual([0, ''])
    expect(labels(output)).toEqual(Array(certificates).fill('CERTIFICATE'))
  })

  it('writes what holds no key for everybody to read', async () => {
    const ran = await run(`cert download ${id} --format der --out ${out}`)
    expect(ran).toMatchObject({ code: 0, output: `Certificate written to ${out}\n`, talk: '' })
    expect(await modeOf(out)).toBe(0o644)
    expect((await readBundle(await readFile(out))).certificates).toHaveLength(1)
  })

  it.each(['p12', 'jks'])('writes key and chain into %s for its owner only', async (form) => {
    const words = `--key @web.key --password-file @password --out ${out}`
    const ran = await run(`cert download ${id} --format ${form} ${words}`)
    expect(ran).toMatchObject({
      code: 0,
      output: `Certificate and private key written to ${out}\n`,
    })
    expect(await modeOf(out)).toBe(0o600)
    const { certificates, privateKey } = await readBundle(await readFile(out), PASSWORD)
    expect(certificates).toHaveLength(3)
    expect(privateKey).toEqual(decodePem(await readFile(file('web.key'), 'utf8'))[0]?.der)
  })

  it('asks for the password of a store twice', async () => {
    const words = `cert download ${id} --format p12 --key @web.key --out ${out}`
    const twice = await run(words, { answers: [PASSWORD, PASSWORD] })
    expect(twice).toMatchObject({ code: 0 })
    expect(twice.talk).toContain('New password of the p12 store: ')
    expect(twice.talk).not.toContain(PASSWORD)
    const differing = await run(`${words} --force`, { answers: [PASSWORD, 'other'] })
    expect(differing).toMatchObject({ code: 1 })
    expect(differing.talk).toContain('Error: the two passwords differ')
    expect((await readBundle(await readFile(out), PASSWORD)).certificates).toHaveLength(3)
  })

  it('makes a trust store of the issuers, and never of the leaf by accident', async () => {
    const base = `cert download ${id} --format jks --password-file @password --out ${out}`
    const refused = await run(base)
    expect(refused).toMatchObject({ code: 1, output: '' })
    expect(refused.talk).toBe(
      'Error: a jks store holds the private key, and none is given\nhint: name it with --key FILE, or make a trust store of its issuers with --trust-store\n',
    )
    expect(await run(`${base} --trust-store`)).toMatchObject({ code: 0 })
    const { certificates, privateKey } = await readBundle(await readFile(out), PASSWORD)
    expect(privateKey).toBeUndefined()
    expect(certificates).toEqual(server.chain.map((pem) => decodePem(pem)[0]?.der))
  })

  it('prints a Secret and an HAProxy bundle that can be piped on', async () => {
    const secret = await run(`cert download ${id} --format k8s --key @web.key --namespace shop`)
    expect(secret.output).toMatch(/^ {2}name: "web\.example\.com"\n {2}namespace: "shop"$/m)
    const haproxy = await run(`cert download ${id} --format haproxy --key @web.key`)
    expect(labels(haproxy.output)).toEqual(['CERTIFICATE', 'CERTIFICATE', 'PRIVATE KEY'])
  })

  it.each([
    ['--format p12 --key @web.key', 'p12 is binary', 'name a file with --out, or pipe it on'],
    ['--format pem --trust-store', 'only a p12 or jks store without a key', 'drop --trust-store'],
    [
      '--format haproxy',
      'an HAProxy bundle holds the private key, and none is given',
      '--key FILE',
    ],
    ['--format p12 --key @missing --out @x', 'missing cannot be read', 'check its path'],
    ['--format p12 --key @web.pem --out @x', 'web.pem is no private key', 'keygen'],
    ['--format fullchain --out @web.pem', 'web.pem exists already', '--force'],
    ['--format zip', "argument 'zip' is invalid", '--help'],
    ['--format p12 --key @web.key --out @x', 'there is no terminal to ask', '--password-file'],
  ])('refuses %s', async (words, sentence, hint) => {
    const { code, output, talk } = await run(`cert download ${id} ${words}`)
    expect([code, output]).toEqual([1, ''])
    expect(talk).toContain(sentence)
    expect(talk).toMatch(/^hint: /m)
    expect(talk).toContain(hint)
  })

  it('refuses a key that belongs to another certificate', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await writeFile(file('other.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const ran = await run(`cert download ${id} --format haproxy --key @other.key`)
    expect(ran).toMatchObject({ code: 1, output: '' })
    expect(ran.talk).toContain('Error: the private key does not belong to the certificate\n')
  })

  it('says that there is no such certificate', async () => {
    const ran = await run('cert download 00000000-0000-4000-8000-000000000000')
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.talk).toMatch(/^Error: Not found: /)
  })
})

describe('certman local convert', () => {
  it('goes round through every form that holds all of it', async () => {
    const password = '--password-file @password --from-password-file @password'
    const first = await run(
      `local convert @web.pem @chain.pem @web.key --to p12 --out ${out}.p12 ${password}`,
    )
    expect(first).toMatchObject({ code: 0, talk: '' })
    expect(
      await run(`local convert ${out}.p12 --to jks --out ${out}.jks ${password}`),
    ).toMatchObject({
      code: 0,
    })
    const back = await run(`local convert ${out}.jks --to haproxy ${password}`)
    const key = await run(`local convert ${out}.jks --to key ${password}`)
    const certificate = await run(`local convert ${out}.jks --to pem ${password}`)
    expect(key.output).toBe(await readFile(file('web.key'), 'utf8').then(withNewline))
    expect(certificate.output).toBe(await readFile(file('web.pem'), 'utf8'))
    expect(labels(back.output)).toEqual(['CERTIFICATE', 'CERTIFICATE', 'PRIVATE KEY'])
  })

  it('reads standard input and writes binary to a pipe', async () => {
    const pem = await readFile(file('web.pem'))
    const { code, octets } = await run('local convert - --to der --out -', { input: pem })
    expect(code).toBe(0)
    expect(new Uint8Array(octets)).toEqual(decodePem(pem.toString())[0]?.der)
  })

  it('reads PKCS#7 as a chain, leaf first', async () => {
    await run(`local convert @web.pem @chain.pem --to p7b --out ${out}`)
    const { output } = await run(`local convert ${out} --to pem`)
    expect(output).toBe(await readFile(file('web.pem'), 'utf8'))
  })

  it('keeps key files for their owner', async () => {
    expect(await run(`local convert @web.key --to key --out ${out}`)).toMatchObject({
      code: 0,
      output: `Private key written to ${out}\n`,
    })
    expect(await modeOf(out)).toBe(0o600)
  })

  it('asks for the password of a store that it reads', async () => {
    await run(`local convert @web.pem @web.key --to p12 --out ${out} --password-file @password`)
    const right = await run(`local convert ${out} --to pem`, { answers: [PASSWORD] })
    expect(right).toMatchObject({ code: 0 })
    expect(right.talk).toContain(`Password of ${out}: `)
    const wrong = await run(`local convert ${out} --to pem`, { answers: ['guess'] })
    expect(wrong).toMatchObject({ code: 1, output: '' })
    expect(wrong.talk).toContain('hint: check the password and try again')
    expect(await run(`local convert ${out} --to pem`)).toMatchObject({ code: 1 })
  })

  it.each([
    [
      '@password --to pem',
      'the file is neither PEM nor DER of certificates, PKCS#7, PKCS#12 or JKS',
    ],
    ['@web.key --to pem', 'there is no certificate in what was given'],
    ['@web.pem --to key', 'a key file holds the private key, and none is given'],
    ['@web.pem --to', "option '--to <form>' argument missing"],
    ['@web.pem', "required option '--to <form>' not specified"],
  ])('refuses %s', async (words, sentence) => {
    const { code, output, talk } = await run(`local convert ${words}`)
    expect([code, output]).toEqual([1, ''])
    expect(talk).toContain(`Error: ${sentence}`)
    expect(talk).toMatch(/^hint: /m)
  })
})

const withNewline = (text: string): string => `${text.trimEnd()}\n`
