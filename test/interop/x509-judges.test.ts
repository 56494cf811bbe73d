import 'reflect-metadata'
import { createPublicKey, webcrypto, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as peculiar from '@peculiar/x509'
import {
  encodePem,
  parseCertificate,
  parseCertificationRequest,
  serialNumberToHex,
  verifyChain,
  verifyProofOfPossession,
} from '@certman/x509'
import type { Certificate, GeneralName } from '@certman/x509'
import * as pkijs from 'pkijs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../_kit/execute.ts'
import { requireTool } from '../_kit/tools.ts'
import { JUDGED_AT, makeMatrix, verify } from './x509-matrix.ts'
import type { Issued, Matrix } from './x509-matrix.ts'

const openssl = requireTool('openssl')
const certtool = requireTool('certtool')

let matrix: Matrix
let everything: readonly Issued[]
let directory: string

beforeAll(async () => {
  matrix = await makeMatrix()
  everything = [...matrix.roots, ...matrix.authorities, ...matrix.leaves]
  directory = mkdtempSync(join(tmpdir(), 'x509-judges-'))
  writeFileSync(file('roots.pem'), bundle(matrix.roots))
  writeFileSync(file('authorities.pem'), bundle(matrix.authorities))
  writeFileSync(file('everything.pem'), bundle(everything))
  for (const [i, { certificate }] of matrix.leaves.entries())
    writeFileSync(file(`${i}.pem`), pem(certificate))
  for (const [i, { der }] of matrix.requests.entries()) {
    writeFileSync(file(`${i}.csr`), `${encodePem('CERTIFICATE REQUEST', der)}\n`)
  }
  writeFileSync(file('forged.pem'), pem(forged(matrix.leaves[0]!.certificate)))
}, 240_000)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

const file = (name: string): string => join(directory, name)
const pem = ({ der }: { readonly der: Uint8Array }): string => `${encodePem('CERTIFICATE', der)}\n`
const bundle = (list: readonly Issued[]): string =>
  list.map(({ certificate }) => pem(certificate)).join('')

/** The same certificate with its last octet changed: the signature of nobody. */
function forged({ der }: Certificate): { readonly der: Uint8Array } {
  return { der: der.map((octet, i) => (i === der.length - 1 ? octet ^ 1 : octet)) }
}

/** Our own DER in a buffer of its own, as ASN.1 libraries want it. */
const buffer = (der: Uint8Array): ArrayBuffer => Uint8Array.from(der).buffer

const textsOf = (names: readonly GeneralName[], type: 'dns' | 'ip' | 'email' | 'uri'): string[] =>
  names.flatMap((name) => (name.type === type ? [name.value] : []))

test('the matrix is large and varied', () => {
  expect(matrix.leaves.length).toBeGreaterThanOrEqual(140)
  expect(everything.length + matrix.requests.length).toBeGreaterThanOrEqual(200)
  expect(
    new Set(everything.map(({ kind, issuerKind }) => `${kind} below ${issuerKind}`)).size,
  ).toBeGreaterThanOrEqual(36)
})

test('our own verifier', () => {
  for (const { certificate, issuer, label } of matrix.leaves) {
    const root = matrix.roots.find(
      ({ certificate: { subject } }) => Buffer.compare(subject.der, issuer.issuer.der) === 0,
    )!
    const chain = [certificate, issuer, root.certificate]
    expect(verifyChain(chain, { at: JUDGED_AT, verify, purpose: 'clientAuth' }), label).toEqual({
      ok: true,
    })
  }
})

describe.skipIf(openssl === null)('OpenSSL', () => {
  const verifying = ['verify', '-x509_strict', '-check_ss_sig']

  test('verifies every chain strictly, and refuses a forgery', async () => {
    const trust = ['-CAfile', file('roots.pem'), '-untrusted', file('authorities.pem')]
    const leaves = matrix.leaves.map((_, i) => file(`${i}.pem`))
    const { output } = await execute('openssl', [
      ...verifying,
      ...trust,
      ...leaves,
      file('forged.pem'),
    ])
    const good = output.split('\n').filter((line) => line.endsWith('.pem: OK'))
    expect(good).toHaveLength(leaves.length)
    expect(output).toContain('forged.pem: verification failed')
  }, 120_000)

  test('verifies every root and authority', async () => {
    const paths = [...matrix.roots, ...matrix.authorities].map(({ certificate }, i) => {
      writeFileSync(file(`ca-${i}.pem`), pem(certificate))
      return file(`ca-${i}.pem`)
    })
    const { output } = await execute('openssl', [
      ...verifying,
      '-CAfile',
      file('roots.pem'),
      ...paths,
    ])
    expect(output.split('\n').filter((line) => line.endsWith('.pem: OK'))).toHaveLength(
      paths.length,
    )
  })

  test('verifies the proof of possession of every request', async () => {
    for (const [i, { label }] of matrix.requests.entries()) {
      const { output } = await execute('openssl', [
        'req',
        '-noout',
        '-verify',
        '-in',
        file(`${i}.csr`),
      ])
      expect(output, label).toMatch(/verify OK/)
    }
  }, 120_000)

  test.each([
    ['EC', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
    ['RSA', ['rsa:2048']],
    ['Ed25519', ['ed25519']],
  ])('writes requests and certificates that we read: %s', async (_, newkey) => {
    const subject = ['-subj', '/C=DE/O=Örg, "x"/CN=example.com', '-utf8']
    const extensions = [
      'subjectAltName=DNS:example.com,IP:192.0.2.1,IP:2001:db8::1,email:a@b.example,URI:urn:x,dirName:d',
      'keyUsage=critical,digitalSignature',
      'certificatePolicies=1.2.3.4',
      'nameConstraints=critical,permitted;DNS:example.com,excluded;IP:10.0.0.0/255.0.0.0',
      'tlsfeature=status_request',
    ]
    const common = [
      '-newkey',
      ...newkey,
      '-nodes',
      '-keyout',
      file('key.pem'),
      ...subject,
      ...extensions.flatMap((each) => ['-addext', each]),
    ]
    writeFileSync(file('openssl.cnf'), '[req]\ndistinguished_name=dn\n[dn]\n[d]\nO=Directory\n')
    const config = ['-config', file('openssl.cnf')]
    await execute('openssl', [
      'req',
      '-new',
      ...config,
      ...common,
      '-outform',
      'DER',
      '-out',
      file('foreign.csr'),
    ])
    await execute('openssl', [
      'req',
      '-x509',
      ...config,
      ...common,
      '-days',
      '20000',
      '-outform',
      'DER',
      '-out',
      file('foreign.der'),
    ])
    const request = parseCertificationRequest(readFileSync(file('foreign.csr')))
    expect(verifyProofOfPossession(request, verify)).toBe(true)
    const certificate = parseCertificate(readFileSync(file('foreign.der')))
    expect(
      verify(
        certificate.signatureAlgorithm,
        certificate.publicKey,
        certificate.tbs,
        certificate.signature,
      ),
    ).toBe(true)
    for (const { decoded } of [request, certificate]) {
      expect(textsOf(decoded.subjectAltName!, 'ip')).toEqual(['192.0.2.1', '2001:db8::1'])
      expect(decoded.subjectAltName!.at(-1)?.type).toBe('directoryName')
      expect(decoded).toMatchObject({
        keyUsage: ['digitalSignature'],
        tlsFeature: [5],
        certificatePolicies: [{ policy: '1.2.3.4' }],
      })
      expect(decoded.nameConstraints?.excluded).toEqual([
        { type: 'ip', address: Uint8Array.of(10, 0, 0, 0), mask: Uint8Array.of(255, 0, 0, 0) },
      ])
    }
  })
})

describe.skipIf(certtool === null)('GnuTLS certtool', () => {
  test('verifies every chain, and refuses a forgery', async () => {
    const judge = async (path: string): Promise<string> => {
      const trust = ['--load-ca-certificate', file('authorities.pem')]
      return (await execute('certtool', ['--verify', ...trust, '--infile', path])).output
    }
    for (const [i, { label }] of matrix.leaves.entries()) {
      expect(await judge(file(`${i}.pem`)), label).toMatch(/Chain verification output: Verified\./)
    }
    expect(await judge(file('forged.pem'))).toMatch(/Not verified/)
  }, 240_000)

  test('reads the names and numbers of every certificate as they were meant', async () => {
    const report = ['--outfile', file('report.txt')]
    await execute('certtool', ['--certificate-info', '--infile', file('everything.pem'), ...report])
    const output = readFileSync(file('report.txt'), 'utf8')
    const blocks = output.split('X.509 Certificate Information:').slice(1)
    expect(blocks).toHaveLength(everything.length)
    for (const [i, { certificate, label }] of everything.entries()) {
      const block = blocks[i]!
      expect(block, label).toContain(
        `Serial Number (hex): ${serialNumberToHex(certificate.serialNumber)
          .toLowerCase()
          .replace(/^(?=[89a-f])/, '00')}`,
      )
      for (const name of textsOf(certificate.decoded.subjectAltName ?? [], 'dns')) {
        expect(block, label).toContain(`DNSname: ${name}`)
      }
      expect(block, label).not.toMatch(/error|warning/i)
    }
  })

  test('reads every request', async () => {
    for (const [i, { label, subjectAltNames }] of matrix.requests.entries()) {
      const { output } = await execute('certtool', ['--crq-info', '--infile', file(`${i}.csr`)])
      expect(output, label).toMatch(/Self signature: verified/)
      for (const name of textsOf(subjectAltNames, 'dns'))
        expect(output, label).toContain(`DNSname: ${name}`)
    }
  }, 120_000)
})

describe("Node's X509Certificate", () => {
  test('agrees on issuer, signature, numbers, dates and names', () => {
    for (const { certificate, issuer, label } of everything) {
      const node = new X509Certificate(certificate.der)
      const above = new X509Certificate(issuer.der)
      expect(node.verify(above.publicKey), label).toBe(true)
      expect(node.checkIssued(above), label).toBe(true)
      expect(node.serialNumber, label).toBe(serialNumberToHex(certificate.serialNumber))
      expect(new Date(node.validFrom), label).toEqual(certificate.notBefore)
      expect(new Date(node.validTo), label).toEqual(certificate.notAfter)
      expect(node.ca, label).toBe(certificate.decoded.basicConstraints!.ca)
      expect(Buffer.from(node.publicKey.export({ type: 'spki', format: 'der' })), label).toEqual(
        Buffer.from(certificate.publicKey.spki),
      )
      for (const name of textsOf(certificate.decoded.subjectAltName ?? [], 'dns')) {
        const host = name.replace('*', 'www')
        expect(node.checkHost(host), label).toBe(name)
      }
      for (const address of textsOf(certificate.decoded.subjectAltName ?? [], 'ip')) {
        expect(node.checkIP(address), label).toBe(address)
      }
    }
    const first = matrix.leaves[0]!
    expect(
      new X509Certificate(forged(first.certificate).der).verify(createPublicKey(pem(first.issuer))),
    ).toBe(false)
  })
})

describe('pkijs', () => {
  test('reads every certificate, writes the same octets, and verifies what it can', async () => {
    let verified = 0
    for (const { certificate, issuer, issuerKind, label } of everything) {
      const theirs = pkijs.Certificate.fromBER(buffer(certificate.der))
      expect(Buffer.from(theirs.toSchema().toBER()), label).toEqual(Buffer.from(certificate.der))
      expect(
        theirs.extensions?.map(({ extnID }) => extnID),
        label,
      ).toEqual(certificate.extensions.map(({ oid }) => oid))
      expect(
        theirs.extensions?.every(({ parsedValue }) => parsedValue !== undefined),
        label,
      ).toBe(true)
      // It has no Ed25519.
      if (issuerKind === 'Ed25519') continue
      expect(await theirs.verify(pkijs.Certificate.fromBER(buffer(issuer.der))), label).toBe(true)
      verified++
    }
    expect(verified).toBeGreaterThan(100)
    const first = matrix.leaves.find(({ issuerKind }) => issuerKind !== 'Ed25519')!
    const false_ = pkijs.Certificate.fromBER(buffer(forged(first.certificate).der))
    expect(await false_.verify(pkijs.Certificate.fromBER(buffer(first.issuer.der)))).toBe(false)
  }, 120_000)

  test('reads every request, writes the same octets, and verifies what it can', async () => {
    for (const { der, kind, label } of matrix.requests) {
      const theirs = pkijs.CertificationRequest.fromBER(buffer(der))
      expect(Buffer.from(theirs.toSchema().toBER()), label).toEqual(Buffer.from(der))
      if (kind !== 'Ed25519') expect(await theirs.verify(), label).toBe(true)
    }
  }, 120_000)
})

describe('@peculiar/x509', () => {
  const crypto = webcrypto as unknown as Crypto
  peculiar.cryptoProvider.set(crypto)

  test('agrees on signature, numbers, dates and names', async () => {
    for (const { certificate, issuer, label } of everything) {
      const theirs = new peculiar.X509Certificate(Uint8Array.from(certificate.der))
      const publicKey = new peculiar.PublicKey(Uint8Array.from(issuer.publicKey.spki))
      expect(await theirs.verify({ publicKey, signatureOnly: true }), label).toBe(true)
      expect(theirs.serialNumber.toUpperCase().replace(/^00/, ''), label).toBe(
        serialNumberToHex(certificate.serialNumber),
      )
      expect(theirs.notBefore, label).toEqual(certificate.notBefore)
      expect(theirs.notAfter, label).toEqual(certificate.notAfter)
      const names = theirs.getExtension(peculiar.SubjectAlternativeNameExtension)?.names.items ?? []
      expect(
        names.filter(({ type }) => type === 'dns').map(({ value }) => value),
        label,
      ).toEqual(textsOf(certificate.decoded.subjectAltName ?? [], 'dns'))
      expect(
        names.filter(({ type }) => type === 'ip'),
        label,
      ).toHaveLength(textsOf(certificate.decoded.subjectAltName ?? [], 'ip').length)
    }
    const first = matrix.leaves[0]!
    const false_ = new peculiar.X509Certificate(Uint8Array.from(forged(first.certificate).der))
    const publicKey = new peculiar.PublicKey(Uint8Array.from(first.issuer.publicKey.spki))
    expect(await false_.verify({ publicKey, signatureOnly: true })).toBe(false)
  }, 120_000)

  test('verifies the proof of possession of every request', async () => {
    for (const { der, label } of matrix.requests) {
      expect(
        await new peculiar.Pkcs10CertificateRequest(Uint8Array.from(der)).verify(),
        label,
      ).toBe(true)
    }
  }, 120_000)

  test('writes requests that we read', async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    const theirs = await peculiar.Pkcs10CertificateRequestGenerator.create({
      name: 'C=DE, O=Example, CN=example.com',
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new peculiar.SubjectAlternativeNameExtension([
          { type: 'dns', value: 'example.com' },
          { type: 'ip', value: '2001:db8::1' },
        ]),
      ],
      attributes: [new peculiar.ChallengePasswordAttribute('secret')],
    })
    const request = parseCertificationRequest(new Uint8Array(theirs.rawData))
    expect(verifyProofOfPossession(request, verify)).toBe(true)
    expect(request.decoded.subjectAltName).toEqual([
      { type: 'dns', value: 'example.com' },
      { type: 'ip', value: '2001:db8::1' },
    ])
  })
})
