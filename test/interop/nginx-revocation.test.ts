import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../_kit/execute.ts'
import { startNginx } from '../_kit/nginx.ts'
import { startPublished, type Published } from '../_kit/published.ts'
import { addressesIn, ocspRequestFor, until } from '../_kit/relying-party.ts'
import { requireTool } from '../_kit/tools.ts'

const nginx = requireTool('nginx')
const curl = requireTool('curl')

describe.skipIf(nginx === null || curl === null)('nginx', () => {
  let published: Published
  let file: Published['file']

  beforeAll(async () => {
    published = await startPublished()
    file = published.file
    await published.issue('server')
  })
  afterAll(() => published[Symbol.asyncDispose]())

  const identity = (name: string): readonly string[] => [
    `ssl_certificate ${file(`${name}.chain.pem`)}`,
    `ssl_certificate_key ${file(`${name}.key`)}`,
  ]

  /** GET / over TLS. @returns curl's exit code, and what it and the server said */
  function get(port: number, args: readonly string[] = []) {
    const trust = ['-sSv', '--cacert', file('root.pem')]
    return execute(curl ?? '', [...trust, ...args, `https://localhost:${port}/`])
  }

  const as = (name: string): readonly string[] => [
    '--cert',
    file(`${name}.chain.pem`),
    '--key',
    file(`${name}.key`),
  ]

  describe('ssl_stapling', () => {
    const withTrust = (): readonly string[] => [
      'ssl_stapling on',
      'ssl_stapling_verify on',
      `ssl_trusted_certificate ${file('chain.pem')}`,
    ]

    test('what it staples satisfies curl --cert-status', async () => {
      await using server = await startNginx(nginx ?? '', [...identity('server'), ...withTrust()])
      // The first handshake makes it ask our responder; later ones have the answer.
      const stapled = async () => (await get(server.port, ['--cert-status'])).code === 0
      await until(stapled, 10_000)
      const { output } = await get(server.port, ['--cert-status'])
      expect(output).toContain('SSL certificate status: good (0)')
      expect(server.errors()).not.toMatch(/\[(error|crit|alert|emerg)\]/)
    })

    test('it will not staple that its own certificate was revoked', async () => {
      await using server = await startNginx(nginx ?? '', [...identity('revoked'), ...withTrust()])
      const refused = async () => {
        const { code } = await get(server.port, ['--cert-status'])
        return code !== 0 && server.errors().includes('certificate status "revoked"')
      }
      await until(refused, 10_000)
    })

    test('curl --cert-status refuses a certificate whose staple says so', async () => {
      const { revoked, issuing } = published
      const request = ocspRequestFor([revoked.certificate], issuing)
      const { ocsp } = addressesIn(revoked.certificate)
      const response = await fetch(ocsp, { method: 'POST', body: Buffer.from(request) })
      writeFileSync(file('staple'), new Uint8Array(await response.arrayBuffer()))
      const fromFile = ['ssl_stapling on', `ssl_stapling_file ${file('staple')}`]
      await using server = await startNginx(nginx ?? '', [...identity('revoked'), ...fromFile])
      const { code, output } = await get(server.port, ['--cert-status'])
      // CURLE_SSL_INVALIDCERTSTATUS
      expect({ code, output }).toMatchObject({ code: 91 })
      expect(output).toContain('SSL certificate revocation reason: keyCompromise (1)')
    })
  })

  describe('of client certificates', () => {
    const demanding = (): readonly string[] => [
      ...identity('server'),
      'ssl_verify_client on',
      'ssl_verify_depth 2',
      `ssl_client_certificate ${file('chain.pem')}`,
    ]

    test('ssl_crl lets the good one in and refuses the revoked one', async () => {
      const lists = [...demanding(), `ssl_crl ${file('lists.pem')}`]
      await using server = await startNginx(nginx ?? '', lists)
      expect((await get(server.port, as('good'))).output).toContain('hello')
      const refused = await get(server.port, as('revoked'))
      expect(refused.output).toMatch(/400 Bad Request[^]*The SSL certificate error/)
      expect(server.errors()).toContain('certificate revoked')
    })

    test('ssl_ocsp leaf asks us, and hears at once of a revocation', async () => {
      const late = await published.issue('late')
      const asking = [...demanding(), 'ssl_ocsp leaf']
      await using server = await startNginx(nginx ?? '', asking)
      for (const name of ['good', 'late']) {
        const { output } = await get(server.port, as(name))
        expect(output, server.errors()).toContain('hello')
      }
      await published.revoke(late, 'superseded')
      for (const name of ['revoked', 'late']) {
        const { output } = await get(server.port, as(name))
        expect(output).toMatch(/400 Bad Request[^]*The SSL certificate error/)
      }
      expect(server.errors()).toMatch(/certificate revoked|certificate status "revoked"/)
    })

    test('a list that was fetched again refuses what was revoked since', async () => {
      const late = await published.issue('later')
      const lists = [...demanding(), `ssl_crl ${file('later-lists.pem')}`]
      const copy = () => writeFileSync(file('later-lists.pem'), readFileSync(file('lists.pem')))
      copy()
      {
        await using server = await startNginx(nginx ?? '', lists)
        expect((await get(server.port, as('later'))).output).toContain('hello')
      }
      await published.revoke(late, 'cessationOfOperation')
      await published.download()
      copy()
      await using server = await startNginx(nginx ?? '', lists)
      expect((await get(server.port, as('later'))).output).toContain('400 Bad Request')
    })
  })
})
