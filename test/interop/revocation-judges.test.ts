import 'reflect-metadata'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as peculiar from '@peculiar/x509'
import {
  buildOcspRequest,
  buildOcspResponseData,
  certIdFor,
  encodePem,
  findRevoked,
  parseOcspRequest,
  parseOcspResponse,
  parseRevocationList,
  serialNumberToHex,
  signOcspResponse,
  verifyOcspResponse,
  verifyRevocationList,
} from '@certman/x509'
import type { CertStatus, Certificate, HashName } from '@certman/x509'
import * as pkijs from 'pkijs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../_kit/execute.ts'
import { requireTool } from '../_kit/tools.ts'
import { NEXT_UPDATE, THIS_UPDATE, makeRevocations } from './revocation-matrix.ts'
import type { Revoking } from './revocation-matrix.ts'
import { hash, verify } from './x509-matrix.ts'

const openssl = requireTool('openssl')
const certtool = requireTool('certtool')
const ocsptool = requireTool('ocsptool')
const zlint = requireTool('zlint')
const pkilintCrl = requireTool('lint_crl')
const pkilintOcsp = requireTool('lint_ocsp_response')

let all: readonly Revoking[]
let directory: string

beforeAll(async () => {
  all = await makeRevocations()
  directory = mkdtempSync(join(tmpdir(), 'revocation-judges-'))
  for (const { kind, authority, good, revoked, lists, responder, responderKey } of all) {
    writeFileSync(file(`${kind}.ca.pem`), pem(authority.certificate))
    writeFileSync(file(`${kind}.ca.der`), authority.certificate.der)
    writeFileSync(file(`${kind}.good.pem`), pem(good))
    writeFileSync(file(`${kind}.revoked.pem`), pem(revoked))
    writeFileSync(file(`${kind}.responder.pem`), pem(responder))
    writeFileSync(
      file(`${kind}.responder.key`),
      responderKey.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    )
    for (const { label, der } of lists) writeFileSync(file(`${kind}.${label}.crl`), der)
    writeFileSync(file(`${kind}.forged.crl`), forged(lists[0]!.der))
    writeFileSync(file(`${kind}.pem.crl`), `${encodePem('X509 CRL', lists[0]!.der)}\n`)
  }
}, 240_000)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

const file = (name: string): string => join(directory, name)
const pem = ({ der }: Certificate): string => `${encodePem('CERTIFICATE', der)}\n`

/** The last octet, one of the signature, changed. */
function forged(der: Uint8Array): Uint8Array {
  return der.map((octet, i) => (i === der.length - 1 ? octet ^ 1 : octet))
}

/** Our own DER in a buffer of its own, as ASN.1 libraries want it. */
const buffer = (der: Uint8Array): ArrayBuffer => Uint8Array.from(der).buffer

/** Our answer to a request, as the delegated responder of the authority. */
async function answer(
  { good, revoked, responder, responderKey }: Revoking,
  request: Uint8Array,
): Promise<Uint8Array> {
  const { requests, nonce } = parseOcspRequest(request)
  const statusOf = (serial: Uint8Array): CertStatus => {
    if (Buffer.compare(serial, good.serialNumber) === 0) return { kind: 'good' }
    if (Buffer.compare(serial, revoked.serialNumber) !== 0) return { kind: 'unknown' }
    return { kind: 'revoked', revokedAt: THIS_UPDATE, reason: 'keyCompromise' }
  }
  const data = buildOcspResponseData({
    responderKeyHash: hash('SHA-1', responderKey.publicKey.keyBits),
    producedAt: THIS_UPDATE,
    responses: requests.map(({ certId, certIdDer }) => ({
      certIdDer,
      status: statusOf(certId.serialNumber),
      thisUpdate: THIS_UPDATE,
      nextUpdate: NEXT_UPDATE,
    })),
    ...(nonce && { nonce }),
  })
  return signOcspResponse(data, responderKey, [responder.der])
}

function request(
  { authority, good, revoked }: Revoking,
  algorithm: HashName,
  nonce?: Uint8Array,
): Uint8Array {
  const unknown = { serialNumber: authority.certificate.serialNumber }
  const certIds = [good, revoked, unknown].map((each) =>
    certIdFor(each, authority.certificate, algorithm, hash),
  )
  return buildOcspRequest({ certIds, ...(nonce && { nonce }) })
}

test('our own verifier', () => {
  for (const { authority, lists, good, revoked } of all) {
    for (const { der, label } of lists) {
      const list = parseRevocationList(der)
      expect(verifyRevocationList(list, authority.certificate, verify), label).toBe(true)
      expect(findRevoked(list, good.serialNumber)).toBeNull()
      const found = findRevoked(list, revoked.serialNumber)
      expect(found?.reason).toBe(label === 'empty' ? undefined : 'keyCompromise')
    }
  }
})

describe.skipIf(openssl === null)('OpenSSL', () => {
  const run = (args: readonly string[]) => execute(openssl ?? '', args)

  test('reads every list and verifies it', async () => {
    for (const { kind, lists } of all) {
      for (const { label, number, entries } of lists) {
        const name = `${kind}.${label}.crl`
        const { code, output } = await run([
          'crl',
          '-inform',
          'DER',
          '-in',
          file(name),
          '-CAfile',
          file(`${kind}.ca.pem`),
          '-noout',
          '-text',
          '-crlnumber',
        ])
        expect({ name, code }).toEqual({ name, code: 0 })
        expect(output).toContain('verify OK')
        expect(output).toContain('Version 2 (0x1)')
        const hex = number.toString(16).toUpperCase()
        expect(output).toContain(`crlNumber=0x${hex.padStart(hex.length + (hex.length % 2), '0')}`)
        expect(output.match(/Serial Number: [0-9A-F]+/g) ?? []).toEqual(
          entries.map(({ serialNumber }) => `Serial Number: ${serialNumberToHex(serialNumber)}`),
        )
        expect(output.match(/CRL Reason Code/g)?.length ?? 0).toBe(
          entries.filter(({ reason }) => reason !== 'unspecified').length,
        )
        expect(output.includes('No Revoked Certificates')).toBe(entries.length === 0)
        expect(output.includes('Issuing Distribution Point: critical')).toBe(label === 'partition')
      }
      const { output } = await run([
        'crl',
        '-inform',
        'DER',
        '-in',
        file(`${kind}.forged.crl`),
        '-CAfile',
        file(`${kind}.ca.pem`),
        '-noout',
      ])
      expect(output).toContain('verify failure')
    }
  })

  test('verify -crl_check refuses what is on the list and nothing else', async () => {
    for (const { kind } of all) {
      const check = (leaf: string) =>
        run([
          'verify',
          '-crl_check',
          '-x509_strict',
          '-CAfile',
          file(`${kind}.ca.pem`),
          '-CRLfile',
          file(`${kind}.pem.crl`),
          file(`${kind}.${leaf}.pem`),
        ])
      expect(await check('good')).toMatchObject({ code: 0 })
      const refused = await check('revoked')
      expect(refused.code).not.toBe(0)
      expect(refused.output).toContain('certificate revoked')
    }
  })

  test.each(['sha1', 'sha256', 'sha384', 'sha512'])(
    'asks by %s with a nonce and believes our answer',
    async (algorithm) => {
      for (const revoking of all) {
        const { kind } = revoking
        const ca = file(`${kind}.ca.pem`)
        const asked = file(`${kind}.req`)
        const certificates = [
          `-${algorithm}`,
          '-cert',
          file(`${kind}.good.pem`),
          `-${algorithm}`,
          '-cert',
          file(`${kind}.revoked.pem`),
        ]
        const made = await run(['ocsp', '-issuer', ca, ...certificates, '-nonce', '-reqout', asked])
        expect(made, made.output).toMatchObject({ code: 0 })
        const parsed = parseOcspRequest(readFileSync(asked))
        expect(parsed.requests.map(({ certId }) => certId)).toEqual(
          [revoking.good, revoking.revoked].map((each) =>
            expect.objectContaining({
              serialNumber: each.serialNumber,
              hashAlgorithm: algorithm.toUpperCase().replace('SHA', 'SHA-'),
            }),
          ),
        )
        expect(parsed.nonce?.length).toBeGreaterThanOrEqual(16)
        writeFileSync(file(`${kind}.resp`), await answer(revoking, readFileSync(asked)))
        const { code, output } = await run([
          'ocsp',
          '-issuer',
          ca,
          ...certificates,
          // Otherwise it puts another nonce into the request that it is given.
          '-no_nonce',
          '-reqin',
          asked,
          '-respin',
          file(`${kind}.resp`),
          '-CAfile',
          ca,
        ])
        expect(code, `${kind}: ${output}`).toBe(0)
        expect(output).toContain('Response verify OK')
        expect(output).not.toContain('WARNING')
        expect(output).toMatch(/good\.pem: good\n/)
        expect(output).toMatch(/revoked\.pem: revoked\n[^]*Reason: keyCompromise/)
      }
    },
  )

  test('reads our requests', async () => {
    for (const [index, algorithm] of (['SHA-1', 'SHA-256'] as const).entries()) {
      writeFileSync(file('ours.req'), request(all[index]!, algorithm, new Uint8Array(32).fill(1)))
      const { code, output } = await run([
        'ocsp',
        '-reqin',
        file('ours.req'),
        '-req_text',
        '-noverify',
      ])
      expect({ code, output }).toMatchObject({ code: 0 })
      expect(output.match(/Serial Number: /g)).toHaveLength(3)
      expect(output).toContain('OCSP Nonce')
    }
  })

  test('its responder answers us, and we believe it', async () => {
    for (const revoking of all) {
      const { kind, authority, good, revoked } = revoking
      // Expiry and revocation of the format of openssl-ca's index: YYMMDDHHMMSSZ.
      const row = (state: string, { serialNumber, subject }: Certificate): string =>
        [
          state[0],
          '490101000000Z',
          state === 'V' ? '' : '261101000000Z,superseded',
          serialNumberToHex(serialNumber),
          'unknown',
          `/CN=${subject.rdns.length}`,
        ].join('\t')
      writeFileSync(file(`${kind}.index`), `${row('V', good)}\n${row('R', revoked)}\n`)
      const nonce = new Uint8Array(32).fill(7)
      writeFileSync(file('ours.req'), request(revoking, 'SHA-1', nonce))
      const { code, output } = await run([
        'ocsp',
        '-index',
        file(`${kind}.index`),
        '-CA',
        file(`${kind}.ca.pem`),
        '-rsigner',
        file(`${kind}.responder.pem`),
        '-rkey',
        file(`${kind}.responder.key`),
        '-reqin',
        file('ours.req'),
        '-respout',
        file('theirs.resp'),
        '-ndays',
        '1',
      ])
      expect({ code, output }).toMatchObject({ code: 0 })
      const response = parseOcspResponse(readFileSync(file('theirs.resp')))
      const options = { issuer: authority.certificate, at: new Date(), verify, hash, nonce }
      const verdict = verifyOcspResponse(response, options)
      expect(verdict).toMatchObject({
        ok: true,
        responses: [
          { status: { kind: 'good' } },
          { status: { kind: 'revoked', reason: 'superseded' } },
          { status: { kind: 'unknown' } },
        ],
      })
      const other = all[(all.indexOf(revoking) + 1) % all.length]!
      expect(
        verifyOcspResponse(response, { ...options, issuer: other.authority.certificate }),
      ).toMatchObject({ ok: false, reason: 'unauthorizedResponder' })
    }
  })
})

describe.skipIf(certtool === null)('GnuTLS certtool', () => {
  test('reads every list and verifies it', async () => {
    for (const { kind, lists } of all) {
      for (const { label, entries } of lists) {
        const name = file(`${kind}.${label}.crl`)
        const info = await execute(certtool ?? '', ['--crl-info', '--inder', '--infile', name])
        expect(info.code, info.output).toBe(0)
        expect(info.output).toContain(
          entries.length === 0
            ? 'No revoked certificates'
            : `Revoked certificates (${entries.length})`,
        )
        const verdict = await execute(certtool ?? '', [
          '--verify-crl',
          '--inder',
          '--load-ca-certificate',
          file(`${kind}.ca.der`),
          '--infile',
          name,
        ])
        expect(verdict.output).toContain('Verification output: Verified.')
      }
    }
  })
})

describe.skipIf(ocsptool === null)('GnuTLS ocsptool', () => {
  const run = (args: readonly string[]) => execute(ocsptool ?? '', args)

  test('asks, and believes our answer', async () => {
    for (const revoking of all) {
      const { kind } = revoking
      const asked = file(`${kind}.gnutls.req`)
      const ca = file(`${kind}.ca.pem`)
      const made = await run([
        '--generate-request',
        '--nonce',
        '--load-issuer',
        ca,
        '--load-cert',
        file(`${kind}.revoked.pem`),
        '--outfile',
        asked,
      ])
      expect(made.code, made.output).toBe(0)
      const response = file(`${kind}.gnutls.resp`)
      writeFileSync(response, await answer(revoking, readFileSync(asked)))
      const info = await run(['--response-info', '--load-response', response])
      expect(info.output).toContain('Certificate Status: revoked')
      const verdict = await run([
        '--verify-response',
        '--load-response',
        response,
        '--load-trust',
        ca,
      ])
      expect(verdict.output).toContain('Verifying OCSP Response: Success')
    }
  })

  test('reads our requests', async () => {
    for (const algorithm of ['SHA-1', 'SHA-256'] as const) {
      writeFileSync(file('ours.req'), request(all[0]!, algorithm, new Uint8Array(128)))
      const { code, output } = await run(['--request-info', '--load-request', file('ours.req')])
      expect(code, output).toBe(0)
      expect(output.match(/Serial Number: /g)).toHaveLength(3)
    }
  })
})

/** What a linter of pkilint has to say, warnings included: nothing. */
async function pkilint(tool: string, args: readonly string[]): Promise<void> {
  const { code, output } = await execute(tool, ['lint', '-s', 'WARNING', ...args])
  expect({ code, findings: output.trim() }).toEqual({ code: 0, findings: '' })
}

describe.skipIf(pkilintCrl === null)('pkilint on lists', () => {
  test.each(['full', 'empty', 'partition', 'until 2050'])('%s: no finding', async (label) => {
    for (const kind of ['P-256', 'RSA-2048'])
      await pkilint(pkilintCrl ?? '', ['-t', 'CRL', '-p', 'PKIX', file(`${kind}.${label}.crl`)])
  })
})

describe.skipIf(pkilintOcsp === null)('pkilint on answers', () => {
  test('no finding', async () => {
    for (const revoking of all.slice(0, 2)) {
      const asked = request(revoking, 'SHA-256', new Uint8Array(32))
      writeFileSync(file('linted.resp'), await answer(revoking, asked))
      await pkilint(pkilintOcsp ?? '', [file('linted.resp')])
    }
  })
})

describe.skipIf(zlint === null)('zlint', () => {
  test('finds nothing in lists and responders', async () => {
    for (const { kind } of all) {
      for (const name of [`${kind}.pem.crl`, `${kind}.responder.pem`]) {
        const args = ['-includeSources', 'RFC5280,RFC5480,RFC8813,Community', file(name)]
        const { output } = await execute(zlint ?? '', args)
        const results: Record<string, { result: string }> = JSON.parse(output)
        const found = Object.entries(results).filter(
          ([, { result }]) => result !== 'NA' && result !== 'NE',
        )
        expect(found.length).toBeGreaterThan(9)
        expect(found.filter(([, { result }]) => result !== 'pass')).toEqual([])
      }
    }
  })
})

describe('pkijs', () => {
  test('agrees on lists', async () => {
    for (const { authority, lists, revoked, good } of all) {
      const issuerCertificate = pkijs.Certificate.fromBER(buffer(authority.certificate.der))
      for (const { der, entries, label } of lists) {
        const list = pkijs.CertificateRevocationList.fromBER(buffer(der))
        expect(list.toSchema(true).toBER()).toEqual(buffer(der))
        expect(list.revokedCertificates?.length ?? 0).toBe(entries.length)
        const has = ({ der: leaf }: Certificate): boolean =>
          list.isCertificateRevoked(pkijs.Certificate.fromBER(buffer(leaf)))
        expect([has(good), has(revoked)]).toEqual([false, label !== 'empty'])
        // pkijs 4 does not know Ed25519.
        if (authority.key.kind === 'Ed25519') continue
        expect(await list.verify({ issuerCertificate })).toBe(true)
      }
    }
  })

  test('agrees on requests and answers', async () => {
    for (const revoking of all) {
      const nonce = new Uint8Array(16).fill(3)
      const asked = request(revoking, 'SHA-256', nonce)
      const theirs = pkijs.OCSPRequest.fromBER(buffer(asked))
      expect(theirs.toSchema(true).toBER()).toEqual(buffer(asked))
      expect(theirs.tbsRequest.requestList).toHaveLength(3)
      const der = await answer(revoking, asked)
      const response = pkijs.OCSPResponse.fromBER(buffer(der))
      expect(response.responseStatus.valueBlock.valueDec).toBe(0)
      const basic = pkijs.BasicOCSPResponse.fromBER(
        Uint8Array.from(response.responseBytes!.response.valueBlock.valueHexView),
      )
      expect(basic.tbsResponseData.responses).toHaveLength(3)
      const certificate = pkijs.Certificate.fromBER(buffer(revoking.authority.certificate.der))
      // pkijs 4 does not know Ed25519.
      if (revoking.kind === 'Ed25519') continue
      expect(await basic.verify({ trustedCerts: [certificate] })).toBe(true)
    }
  })
})

describe('@peculiar/x509', () => {
  test('agrees on lists', async () => {
    for (const { authority, lists } of all) {
      const issuer = new peculiar.X509Certificate(buffer(authority.certificate.der))
      for (const { der, entries } of lists) {
        const list = new peculiar.X509Crl(buffer(der))
        expect(list.nextUpdate).toEqual(parseRevocationList(der).nextUpdate)
        expect(
          list.entries.map(({ serialNumber, reason, invalidity, revocationDate }) => ({
            serialNumber: serialNumber.toUpperCase().replace(/^00/, ''),
            reason: reason ?? 0,
            invalidity,
            revocationDate,
          })),
        ).toEqual(
          entries.map(({ serialNumber, reason, invalidityDate, revokedAt }) => ({
            serialNumber: serialNumberToHex(serialNumber),
            // RFC 5280 §5.3.1 writes cACompromise; absent is unspecified.
            reason: peculiar.X509CrlReason[reason === 'caCompromise' ? 'cACompromise' : reason],
            invalidity: invalidityDate,
            revocationDate: revokedAt,
          })),
        )
        expect(await list.verify({ publicKey: issuer.publicKey })).toBe(true)
      }
    }
  })
})
