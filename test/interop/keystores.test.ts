import { createPrivateKey } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodePem } from '@certman/x509'
import { makeBundle, readBundle } from '../../bundles/src/index.ts'
import { KEY_ALGORITHMS, makeContents } from '../../bundles/src/_contents.ts'
import { execute } from '../_kit/execute.ts'
import { requireTool } from '../_kit/tools.ts'

const PASSWORD = 'changeit'
const ALGORITHMS = Object.keys(KEY_ALGORITHMS) as (keyof typeof KEY_ALGORITHMS)[]
const openssl = requireTool('openssl')
const keytool = requireTool('keytool')

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-keystores-'))
})
afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
})

async function run(command: string, args: readonly string[]): Promise<string> {
  const { code, output } = await execute(command, args, { directory })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${code}\n${output}`)
  return output
}

const certificatesOf = (output: string): Uint8Array[] =>
  decodePem(output)
    .filter(({ label }) => label === 'CERTIFICATE')
    .map(({ der }) => der)

/** The key as OpenSSL wrote it, in the form that Node writes both. */
const keyOf = (pem: string): string =>
  createPrivateKey(pem.slice(pem.indexOf('-----BEGIN PRIVATE KEY'))).export({
    type: 'pkcs8',
    format: 'pem',
  }) as string

const pkcs8 = (der: Uint8Array): string =>
  createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }).export({
    type: 'pkcs8',
    format: 'pem',
  }) as string

describe.skipIf(openssl === null)('OpenSSL', () => {
  it.each(ALGORITHMS)('reads key and chain of a PKCS#12 store, %s', async (algorithm) => {
    const contents = await makeContents(algorithm)
    const path = join(directory, `${algorithm}.p12`)
    await writeFile(path, await makeBundle('p12', contents, { password: PASSWORD }))
    const base = ['pkcs12', '-in', path, '-passin', `pass:${PASSWORD}`]
    const chain = certificatesOf(await run('openssl', [...base, '-nokeys']))
    expect(new Set(chain.map(String))).toEqual(new Set(contents.certificates.map(String)))
    const leaf = certificatesOf(await run('openssl', [...base, '-nokeys', '-clcerts']))
    expect(leaf).toEqual([contents.certificates[0]])
    const key = await run('openssl', [...base, '-nocerts', '-noenc'])
    expect(keyOf(key)).toBe(pkcs8(contents.privateKey))
    const facts = await run('openssl', [...base, '-noout', '-info'])
    expect(facts).toMatch(/MAC: sha256, Iteration 100000/)
    expect(
      facts.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256/g),
    ).toHaveLength(2)
  })

  it('refuses a PKCS#12 store under another password', async () => {
    const path = join(directory, 'other.p12')
    await writeFile(path, await makeBundle('p12', await makeContents(), { password: PASSWORD }))
    const { code, output } = await execute('openssl', ['pkcs12', '-in', path, '-passin', 'pass:x'])
    expect(code).not.toBe(0)
    expect(output).toContain('Mac verify error')
  })

  it('reads PKCS#7, and ours reads what OpenSSL wrote', async () => {
    const contents = await makeContents()
    const path = join(directory, 'chain.p7b')
    await writeFile(path, await makeBundle('p7b', contents))
    const chain = certificatesOf(await run('openssl', ['pkcs7', '-in', path, '-print_certs']))
    expect(new Set(chain.map(String))).toEqual(new Set(contents.certificates.map(String)))

    const fullchain = join(directory, 'all.pem')
    const key = join(directory, 'key.pem')
    await writeFile(fullchain, await makeBundle('haproxy', contents))
    await writeFile(key, pkcs8(contents.privateKey))
    const theirs = join(directory, 'theirs.p12')
    const out = ['-out', theirs, '-passout', `pass:${PASSWORD}`]
    await run('openssl', ['pkcs12', '-export', '-in', fullchain, '-inkey', key, ...out])
    const read = await readBundle(await readFile(theirs), PASSWORD)
    expect(read.certificates).toEqual(contents.certificates.slice(0, 2))
    expect(read.privateKey && pkcs8(read.privateKey)).toBe(pkcs8(contents.privateKey))
  })
})

describe.skipIf(openssl === null)('a store that OpenSSL wrote', () => {
  async function exported(...words: readonly string[]): Promise<Uint8Array> {
    const contents = await makeContents()
    const pem = join(directory, 'exported.pem')
    const out = join(directory, 'exported.p12')
    await writeFile(pem, await makeBundle('haproxy', contents))
    await run('openssl', ['pkcs12', '-export', '-in', pem, '-out', out, ...words])
    return readFile(out)
  }

  it('opens under a password beyond ASCII', async () => {
    const read = await readBundle(await exported('-passout', 'pass:Grüße'), 'Grüße')
    expect(read.certificates).toHaveLength(2)
    expect(read.privateKey).toBeDefined()
  })

  it('is refused under RC2 and triple DES, with the reason', async () => {
    const store = await exported('-legacy', '-passout', `pass:${PASSWORD}`)
    await expect(readBundle(store, PASSWORD)).rejects.toMatchObject({ code: 'unsupported' })
    await expect(readBundle(store, 'another')).rejects.toMatchObject({ code: 'passwordWrong' })
  })
})

describe.skipIf(keytool === null || openssl === null)('keytool', () => {
  it.each(
    ALGORITHMS.flatMap(
      (algorithm) =>
        [
          ['p12', algorithm],
          ['jks', algorithm],
        ] as const,
    ),
  )('reads key and chain of a store in %s, %s', async (form, algorithm) => {
    const contents = await makeContents(algorithm)
    const path = join(directory, `java-${algorithm}.${form}`)
    await writeFile(path, await makeBundle(form, contents, { password: PASSWORD, name: 'Web' }))
    const store = ['-keystore', path, '-storepass', PASSWORD]
    const listed = await run('keytool', ['-list', '-rfc', ...store])
    expect(listed).toContain('Alias name: web\n')
    expect(listed).toContain('Entry type: PrivateKeyEntry\nCertificate chain length: 3\n')
    expect(listed).toContain(`Keystore type: ${form === 'jks' ? 'JKS' : 'PKCS12'}`)
    expect(certificatesOf(listed)).toEqual(contents.certificates)

    // Java takes the key out of the store and writes it into one of its own, which OpenSSL opens.
    const own = join(directory, `own-${algorithm}-${form}.p12`)
    const from = ['-srckeystore', path, '-srcstorepass', PASSWORD]
    const to = ['-destkeystore', own, '-deststorepass', PASSWORD, '-deststoretype', 'PKCS12']
    await run('keytool', ['-importkeystore', '-noprompt', ...from, ...to])
    const base = ['pkcs12', '-in', own, '-passin', `pass:${PASSWORD}`, '-nocerts', '-noenc']
    expect(keyOf(await run('openssl', base))).toBe(pkcs8(contents.privateKey))
  })

  it.each(['p12', 'jks'] as const)(
    'sees trust anchors in a store without key, %s',
    async (form) => {
      const { certificates } = await makeContents()
      const path = join(directory, `trust.${form}`)
      const options = { password: PASSWORD, name: 'house' }
      await writeFile(
        path,
        await makeBundle(form, { certificates: certificates.slice(1) }, options),
      )
      const listed = await run('keytool', ['-list', '-keystore', path, '-storepass', PASSWORD])
      expect(listed).toContain('Your keystore contains 2 entries')
      expect(listed.match(/^house-[12], .*, trustedCertEntry,/gm)).toHaveLength(2)
    },
  )

  it('writes stores that ours reads', async () => {
    const contents = await makeContents()
    const ours = join(directory, 'ours.p12')
    await writeFile(ours, await makeBundle('p12', contents, { password: PASSWORD, name: 'web' }))
    for (const type of ['PKCS12', 'JKS']) {
      const theirs = join(directory, `theirs.${type}`)
      const from = ['-srckeystore', ours, '-srcstorepass', PASSWORD]
      const to = ['-destkeystore', theirs, '-deststorepass', PASSWORD, '-deststoretype', type]
      await run('keytool', ['-importkeystore', '-noprompt', ...from, ...to])
      const read = await readBundle(await readFile(theirs), PASSWORD)
      expect(read.certificates).toEqual(contents.certificates)
      expect(read.privateKey && pkcs8(read.privateKey)).toBe(pkcs8(contents.privateKey))
    }
  })
})
