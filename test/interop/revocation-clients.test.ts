import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../_kit/execute.ts'
import { startPublished, type Published } from '../_kit/published.ts'
import { addressesIn } from '../_kit/relying-party.ts'
import { requireTool } from '../_kit/tools.ts'

const openssl = requireTool('openssl')
const curl = requireTool('curl')
const ocsptool = requireTool('ocsptool')
const certtool = requireTool('certtool')
const certutil = requireTool('certutil')
const vfychain = requireTool('vfychain')
const java = requireTool('java')
const zlint = requireTool('zlint')
const lintCrl = requireTool('lint_crl')
const lintOcsp = requireTool('lint_ocsp_response')

let published: Published
let file: Published['file']
/** Of the issuing CA, as its certificates name it. */
let responder = ''

beforeAll(async () => {
  published = await startPublished()
  file = published.file
  responder = addressesIn(published.good.certificate).ocsp
})
afterAll(() => published[Symbol.asyncDispose]())

describe.skipIf(openssl === null)('OpenSSL', () => {
  const run = (args: readonly string[]) => execute(openssl ?? '', args)
  const ask = (args: readonly string[], url = responder) =>
    run([
      'ocsp',
      '-issuer',
      file('issuing.pem'),
      '-CAfile',
      file('chain.pem'),
      '-url',
      url,
      ...args,
    ])

  test.each(['sha1', 'sha256', 'sha384', 'sha512'])(
    'asks by %s, with a nonce, of several certificates at once',
    async (algorithm) => {
      const both = ['good', 'revoked'].flatMap((name) => [
        `-${algorithm}`,
        '-cert',
        file(`${name}.pem`),
      ])
      const { code, output } = await ask(['-nonce', ...both])
      expect(code, output).toBe(0)
      expect(output).toContain('Response verify OK')
      expect(output).not.toMatch(/WARNING|nonce/i)
      expect(output).toMatch(/good\.pem: good\n/)
      expect(output).toMatch(/revoked\.pem: revoked\n[^]*Reason: keyCompromise/)
    },
  )

  test('asks without a nonce, and at the address of all CAs', async () => {
    for (const url of [responder, `${published.server.url}/ocsp`]) {
      const { output } = await ask(['-no_nonce', '-cert', file('revoked.pem')], url)
      expect(output).toContain('Response verify OK')
      expect(output).toMatch(/revoked\.pem: revoked\n/)
    }
  })

  test('RFC 6960 §2.2: a serial number never issued is unknown', async () => {
    const { output } = await ask(['-serial', '0x1234567890ABCDEF'])
    expect(output).toContain('Response verify OK')
    expect(output).toMatch(/0x1234567890ABCDEF: unknown\n/)
  })

  test('RFC 6960 §2.3: an issuer that is not ours gets unauthorized', async () => {
    const args = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=X',
    ]
    const files = ['-keyout', file('foreign.key'), '-out', file('foreign.pem')]
    expect((await run(['req', '-x509', ...args, ...files])).code).toBe(0)
    const words = ['ocsp', '-issuer', file('foreign.pem'), '-serial', '1', '-noverify', '-url']
    for (const url of [responder, `${published.server.url}/ocsp`]) {
      expect((await run([...words, url])).output).toContain('Responder Error: unauthorized (6)')
    }
  })

  test("a CA's certificate is answered at its parent's responder", async () => {
    const { ocsp } = addressesIn(published.issuing)
    const words = ['ocsp', '-issuer', file('root.pem'), '-cert', file('issuing.pem'), '-url', ocsp]
    const { output } = await run([...words, '-CAfile', file('root.pem')])
    expect(output).toContain('Response verify OK')
    expect(output).toMatch(/issuing\.pem: good\n/)
  })

  test('verify -crl_check_all with the lists of all CAs', async () => {
    const words = ['verify', '-x509_strict', '-crl_check_all', '-CAfile', file('root.pem')]
    const given = ['-untrusted', file('issuing.pem'), '-CRLfile', file('lists.pem')]
    const good = await run([...words, ...given, file('good.pem')])
    expect(good, good.output).toMatchObject({ code: 0 })
    const revoked = await run([...words, ...given, file('revoked.pem')])
    expect(revoked.code).not.toBe(0)
    expect(revoked.output).toContain('certificate revoked')
  })

  test('finds the list by itself at the distribution point', async () => {
    const words = ['verify', '-crl_check', '-crl_download', '-CAfile', file('root.pem')]
    const chain = ['-untrusted', file('issuing.pem')]
    const good = await run([...words, ...chain, file('good.pem')])
    expect(good, good.output).toMatchObject({ code: 0 })
    const revoked = await run([...words, ...chain, file('revoked.pem')])
    expect(revoked.output).toContain('certificate revoked')
  })

  describe.skipIf(curl === null)('with curl for GET', () => {
    test.each([
      ['percent-encoded (RFC 6960 A.1)', (text: string) => encodeURIComponent(text)],
      ['as it is', (text: string) => text],
      ['after a doubled slash', (text: string) => `/${text}`],
    ])('%s', async (_, spell) => {
      const words = ['ocsp', '-issuer', file('issuing.pem'), '-cert', file('revoked.pem')]
      const made = await run([...words, '-no_nonce', '-reqout', file('get.req')])
      expect(made.code, made.output).toBe(0)
      const request = spell(readFileSync(file('get.req')).toString('base64'))
      const head = file('get.head')
      const got = await execute(curl ?? '', [
        '-sS',
        '--path-as-is',
        '-D',
        head,
        '-o',
        file('get.resp'),
        `${responder}/${request}`,
      ])
      expect(got, got.output).toMatchObject({ code: 0 })
      expect(readFileSync(head, 'utf8')).toMatch(/^cache-control: .*max-age=\d+/im)
      const read = await run([
        ...words,
        '-no_nonce',
        '-reqin',
        file('get.req'),
        '-respin',
        file('get.resp'),
        '-CAfile',
        file('chain.pem'),
      ])
      expect(read.output).toContain('Response verify OK')
      expect(read.output).toMatch(/revoked\.pem: revoked\n/)
    })
  })
})

describe.skipIf(ocsptool === null)('GnuTLS ocsptool', () => {
  test('asks at the address in the certificate and believes the answer', async () => {
    for (const name of ['good', 'revoked']) {
      const { output } = await execute(ocsptool ?? '', [
        '--ask',
        '--nonce',
        '--load-cert',
        file(`${name}.pem`),
        '--load-issuer',
        file('issuing.pem'),
        '--load-trust',
        file('chain.pem'),
      ])
      expect(output).toContain('Verifying OCSP Response: Success')
      expect(output).toContain(`Certificate Status: ${name}`)
    }
  })
})

describe.skipIf(certtool === null)('GnuTLS certtool', () => {
  test('verifies the lists, and chains against them', async () => {
    for (const [list, issuer] of [
      ['issuing.crl', 'issuing.pem'],
      ['root.crl', 'root.pem'],
    ] as const) {
      const words = ['--verify-crl', '--inder', '--infile', file(list), '--load-ca-certificate']
      // It reads the certificate in the same form as the list.
      writeFileSync(file('issuer.der'), certificateOf(issuer))
      const { output } = await execute(certtool ?? '', [...words, file('issuer.der')])
      expect(output).toContain('Verification output: Verified.')
    }
    const words = ['--verify', '--load-ca-certificate', file('root.pem')]
    const lists = ['--load-crl', file('lists.pem'), '--infile']
    const judge = async (name: string) =>
      (await execute(certtool ?? '', [...words, ...lists, file(`${name}.chain.pem`)])).output
    expect(await judge('good')).toContain('Chain verification output: Verified.')
    expect(await judge('revoked')).toContain('The certificate chain is revoked.')
  })

  const certificateOf = (name: string): Uint8Array =>
    (name === 'root.pem' ? published.root : published.issuing).der
})

describe.skipIf(certutil === null || vfychain === null)('NSS', () => {
  test.each(['ocsp', 'crl'])('insists on %s, which it fetches by itself', async (method) => {
    const database = `sql:${file(`nss-${method}`)}`
    mkdirSync(file(`nss-${method}`))
    await execute(certutil ?? '', ['-N', '-d', database, '--empty-password'])
    const trust = ['-A', '-d', database, '-n', 'root', '-t', 'C,C,C', '-i', file('root.pem')]
    expect(await execute(certutil ?? '', trust)).toMatchObject({ code: 0 })
    const words = ['-d', database, '-pp', '-u', '1', '-g', 'leaf', '-h', 'requireFreshInfo']
    const insist = ['-m', method, '-s', 'requireInfo,failIfNoInfo', '-a']
    const judge = async (name: string) => {
      const chain = [file(`${name}.pem`), '-a', file('issuing.pem')]
      return (await execute(vfychain ?? '', [...words, ...insist, ...chain])).output
    }
    expect(await judge('good')).toContain('Chain is good!')
    expect(await judge('revoked')).toContain("Peer's Certificate has been revoked")
  })
})

describe.skipIf(java === null)('PKIX of the JDK', () => {
  test('by OCSP alone and by lists alone', async () => {
    const source = join(import.meta.dirname, 'verifiers', 'CheckRevocation.java')
    const paths = [file('good.chain.pem'), file('revoked.chain.pem')]
    const { output } = await execute(java ?? '', [source, file('root.pem'), ...paths])
    expect(output.trim().split('\n')).toEqual([
      'OCSP accepted',
      'CRL accepted',
      expect.stringMatching(/^OCSP refused: REVOKED at 0, .*reason: KEY_COMPROMISE/),
      expect.stringMatching(/^CRL refused: REVOKED at 0, .*reason: KEY_COMPROMISE/),
    ])
  })
})

describe('linters on what is served', () => {
  test.skipIf(zlint === null)('zlint: nothing in the lists', async () => {
    const sources = ['-includeSources', 'RFC5280,RFC5480,RFC8813,Community']
    const { output } = await execute(zlint ?? '', [...sources, file('lists.pem')])
    const results: Record<string, { result: string }> = JSON.parse(output)
    const found = Object.values(results).filter(({ result }) => !['NA', 'NE'].includes(result))
    expect(found.length).toBeGreaterThan(3)
    expect(found.filter(({ result }) => result !== 'pass')).toEqual([])
  })

  test.skipIf(lintCrl === null)('pkilint: nothing in the lists', async () => {
    for (const [list, type] of [
      ['issuing.crl', 'CRL'],
      ['root.crl', 'ARL'],
    ] as const) {
      const words = ['lint', '-s', 'WARNING', '-t', type, '-p', 'PKIX', file(list)]
      expect(await execute(lintCrl ?? '', words)).toEqual({ code: 0, output: '\n' })
    }
  })

  test.skipIf(lintOcsp === null || openssl === null)('pkilint: nothing in answers', async () => {
    const words = ['ocsp', '-issuer', file('issuing.pem'), '-url', responder, '-noverify']
    for (const name of ['good', 'revoked']) {
      const response = file(`${name}.resp`)
      const asked = [...words, '-cert', file(`${name}.pem`), '-respout', response]
      expect((await execute(openssl ?? '', asked)).code).toBe(0)
      const linted = await execute(lintOcsp ?? '', ['lint', '-s', 'WARNING', response])
      expect(linted).toEqual({ code: 0, output: '\n' })
    }
  })
})
