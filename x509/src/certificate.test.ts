import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertHostileProof } from './_hostile.ts'
import {
  ADDRESSES,
  KEY_KINDS,
  NOT_AFTER,
  NOT_BEFORE,
  authority,
  hash,
  rootAuthority,
  serialNumber,
  signed,
  signerOf,
  verify,
} from './_keys.ts'
import { buildLeafTbs, prepareIssuer } from './build-certificate.ts'
import type { LeafParameters } from './build-certificate.ts'
import { parseCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { encodeDer } from './der/writer.ts'
import { keyIdentifierOf } from './extensions/key-identifier.ts'
import { lintTbs } from './lint/lint.ts'
import { nameFrom } from './name.ts'
import { OID } from './oids.ts'
import { serialNumberToHex } from './serial-number.ts'
import { signCertificate } from './signer.ts'
import { X509Error } from './x509-error.ts'

const root = rootAuthority()
const issuing = authority(root, { commonName: 'Test Issuing', pathLength: 0 })

function leafParameters(overrides: Partial<LeafParameters> = {}): LeafParameters {
  return {
    serialNumber: serialNumber(),
    subject: nameFrom({ commonName: 'example.com' }),
    notBefore: NOT_BEFORE,
    notAfter: NOT_AFTER,
    publicKey: signerOf('P-256', 'leaf').publicKey,
    subjectAltNames: [
      { type: 'dns', value: 'example.com' },
      { type: 'ip', value: '2001:db8::1' },
    ],
    ...overrides,
  }
}

function issue(overrides: Partial<LeafParameters> = {}): Certificate {
  const tbs = buildLeafTbs(issuing.template, leafParameters(overrides), hash)
  return parseCertificate(signed(signCertificate(lintTbs(tbs, issuing, 'leaf'), issuing.signer)))
}

describe('a leaf', () => {
  test('says what was asked for', () => {
    const parameters = leafParameters()
    const certificate = issue(parameters)
    expect(certificate).toMatchObject({
      serialNumber: parameters.serialNumber,
      signatureAlgorithm: 'ecdsa-with-SHA256',
      issuer: issuing.certificate.subject,
      subject: parameters.subject,
      notBefore: NOT_BEFORE,
      notAfter: NOT_AFTER,
      publicKey: parameters.publicKey,
    })
    const uri = (value: string): object => ({ type: 'uri', value })
    expect(certificate.decoded).toEqual({
      basicConstraints: { ca: false, pathLength: null },
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: [OID.serverAuth, OID.clientAuth],
      subjectAltName: parameters.subjectAltNames,
      subjectKeyIdentifier: new Uint8Array(keyIdentifierOf(parameters.publicKey, hash)),
      authorityKeyIdentifier: { keyIdentifier: issuing.certificate.decoded.subjectKeyIdentifier },
      cRLDistributionPoints: [{ fullName: ADDRESSES.crlUrls.map(uri) }],
      authorityInfoAccess: [
        { method: OID.ocsp, location: uri(ADDRESSES.ocspUrls[0]) },
        { method: OID.caIssuers, location: uri(ADDRESSES.caIssuersUrls[0]) },
      ],
    })
    expect(
      verify(
        certificate.signatureAlgorithm,
        issuing.signer.publicKey,
        certificate.tbs,
        certificate.signature,
      ),
    ).toBe(true)
  })

  test('is read alike by the platform', () => {
    const certificate = issue()
    const node = new X509Certificate(certificate.der)
    expect(node.serialNumber).toBe(serialNumberToHex(certificate.serialNumber))
    expect(node.subjectAltName).toBe('DNS:example.com, IP Address:2001:DB8:0:0:0:0:0:1')
    expect(node.verify(new X509Certificate(issuing.certificate.der).publicKey)).toBe(true)
    expect(node.checkIssued(new X509Certificate(issuing.certificate.der))).toBe(true)
  })

  test('RFC 5280 §4.2.1.6: the alternative names are critical exactly when the subject is empty', () => {
    const critical = (certificate: Certificate): boolean | undefined =>
      certificate.extensions.find(({ oid }) => oid === OID.subjectAltName)?.critical
    expect(critical(issue())).toBe(false)
    expect(critical(issue({ subject: nameFrom({}) }))).toBe(true)
  })

  test.each(KEY_KINDS)('%s keys get the usages that they can have', (kind) => {
    const { keyUsage } = issue({ publicKey: signerOf(kind).publicKey }).decoded
    expect(keyUsage).toEqual(
      kind.startsWith('RSA') ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'],
    )
  })

  test("usages, purposes and a key identifier of one's own", () => {
    const { decoded } = issue({
      keyUsage: ['digitalSignature', 'keyAgreement'],
      extendedKeyUsage: ['emailProtection'],
      subjectKeyIdentifier: Uint8Array.of(1, 2, 3),
    })
    expect(decoded.keyUsage).toEqual(['digitalSignature', 'keyAgreement'])
    expect(decoded.extendedKeyUsage).toEqual([OID.emailProtection])
    expect(decoded.subjectKeyIdentifier).toEqual(Uint8Array.of(1, 2, 3))
    expect(issue({ extendedKeyUsage: [] }).decoded).not.toHaveProperty('extendedKeyUsage')
  })

  test('a thousand names', () => {
    const subjectAltNames = Array.from({ length: 1000 }, (_, i) => ({
      type: 'dns' as const,
      value: `host${i}.example.com`,
    }))
    expect(issue({ subject: nameFrom({}), subjectAltNames }).decoded.subjectAltName).toEqual(
      subjectAltNames,
    )
  })
})

describe('an issuer', () => {
  test('without addresses leaves them out', () => {
    const template = prepareIssuer({ certificate: issuing.certificate })
    const tbs = lintTbs(buildLeafTbs(template, leafParameters(), hash), issuing, 'leaf')
    const { decoded } = parseCertificate(signed(signCertificate(tbs, issuing.signer)))
    expect(decoded).not.toHaveProperty('cRLDistributionPoints')
    expect(decoded).not.toHaveProperty('authorityInfoAccess')
  })

  test('must be an authority', () => {
    expect(() => prepareIssuer({ certificate: issue() })).toThrow('not one of an authority')
  })

  test('signs with its own algorithm only', () => {
    const tbs = lintTbs(buildLeafTbs(issuing.template, leafParameters(), hash), issuing, 'leaf')
    expect(() => signCertificate(tbs, signerOf('P-384'))).toThrow(
      'the certificate names ecdsa-with-SHA256',
    )
  })

  test('may sign asynchronously', async () => {
    const tbs = lintTbs(buildLeafTbs(issuing.template, leafParameters(), hash), issuing, 'leaf')
    const { publicKey, algorithm } = issuing.signer
    const der = signCertificate(tbs, {
      publicKey,
      algorithm,
      sign: (data) => Promise.resolve(issuing.signer.sign(data)),
    })
    expect(der).toBeInstanceOf(Promise)
    expect(parseCertificate(await der).tbs).toEqual(Uint8Array.from(tbs))
  })

  test.each(KEY_KINDS)('of %s: a root and an authority below it', (kind) => {
    const top = rootAuthority({ kind, label: 'kinds', pathLength: 1 })
    const { certificate } = authority(top, { kind, commonName: 'Below', pathLength: 0 })
    expect(top.certificate.decoded.authorityKeyIdentifier?.keyIdentifier).toEqual(
      top.certificate.decoded.subjectKeyIdentifier,
    )
    expect(certificate.decoded.basicConstraints).toEqual({ ca: true, pathLength: 0 })
    expect(certificate.decoded.keyUsage).toEqual(['keyCertSign', 'cRLSign'])
    expect(
      verify(
        certificate.signatureAlgorithm,
        top.signer.publicKey,
        certificate.tbs,
        certificate.signature,
      ),
    ).toBe(true)
  })
})

describe('what is hostile ends with a value or an X509Error', () => {
  test.each([
    ['a leaf', issue(), issuing],
    [
      'a leaf of RSA',
      issue({ publicKey: signerOf('RSA-2048').publicKey, subject: nameFrom({}) }),
      issuing,
    ],
    ['a root', root.certificate, root],
  ])(
    'every truncation and flipped bit of %s',
    (_, certificate, { signer }) => {
      const { refused, accepted } = assertHostileProof(
        certificate.der,
        parseCertificate,
        (value, der) => {
          // What is accepted says so by its own octets, and no longer has the issuer's signature.
          if (Buffer.compare(value.der, der) !== 0) throw new Error('other octets than were given')
          const { signatureAlgorithm, tbs, signature } = value
          if (verify(signatureAlgorithm, signer.publicKey, tbs, signature))
            throw new Error('a forgery verifies')
        },
      )
      expect(refused).toBeGreaterThan(certificate.der.length)
      expect(accepted).toBeGreaterThan(0)
    },
    240_000,
  )

  test('random octets and random trees', () => {
    const element = fc.tuple(
      fc.constantFrom(0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x17, 0x30, 0x31, 0xa0, 0xa3),
      fc.uint8Array({ maxLength: 40 }),
    )
    const tree = fc
      .array(element, { maxLength: 12 })
      .map((elements) =>
        encodeDer((der) =>
          der.sequence(() =>
            der.sequence(() => elements.forEach(([tag, content]) => der.element(tag, content))),
          ),
        ),
      )
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), tree), (der) => {
        try {
          parseCertificate(der)
        } catch (error) {
          expect(error).toBeInstanceOf(X509Error)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('deep nesting and great size', () => {
    let der: Uint8Array = new Uint8Array(0)
    for (let i = 0; i < 2000; i++) {
      const inner = der
      der = encodeDer((writer) => writer.element(0x30, inner))
    }
    expect(() => parseCertificate(der)).toThrow(X509Error)
    expect(() => parseCertificate(new Uint8Array(262_145))).toThrow('262145 octets > 262144 octets')
  })

  test('the caller keeps its buffer', () => {
    const { der } = issue()
    const mine = Buffer.from(der)
    const certificate = parseCertificate(mine)
    mine.fill(0)
    expect(certificate).toEqual(parseCertificate(der))
  })
})
