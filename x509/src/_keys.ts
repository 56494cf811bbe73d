import {
  createPublicKey,
  generateKeyPairSync,
  hash as digest,
  randomBytes,
  sign,
  verify as check,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { signatureAlgorithmFor, signatureHash } from './algorithms.ts'
import { buildAuthorityTbs, buildRootTbs, prepareIssuer } from './build-certificate.ts'
import type { IssuerTemplate } from './build-certificate.ts'
import { parseCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { lintTbs } from './lint/lint.ts'
import { nameFrom } from './name.ts'
import { parsePublicKey } from './public-key.ts'
import { asSerialNumber } from './serial-number.ts'
import type { SerialNumber } from './serial-number.ts'
import { signCertificate } from './signer.ts'
import type { Hash, Signer, Verify } from './signer.ts'

/** Real cryptography for tests: what callers of this package pass in. */
export const hash: Hash = (name, data) =>
  new Uint8Array(digest(name.replace('-', '').toLowerCase(), data, 'buffer'))

export const verify: Verify = (algorithm, key, data, signature) => {
  const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' })
  return check(signatureHash(algorithm)?.replace('-', '') ?? null, data, publicKey, signature)
}

export const KEY_KINDS = ['P-256', 'P-384', 'P-521', 'Ed25519', 'RSA-2048', 'RSA-3072'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

export interface TestSigner extends Signer {
  readonly privateKey: KeyObject
  sign(data: Uint8Array): Uint8Array
}

const pairs = new Map<string, TestSigner>()

/** A key of a kind; the same one for the same label, since RSA keys are slow to make. */
export function signerOf(kind: KeyKind, label: string = ''): TestSigner {
  const known = pairs.get(kind + label)
  if (known !== undefined) return known
  const { publicKey: node, privateKey } = generate(kind)
  const publicKey = parsePublicKey(node.export({ type: 'spki', format: 'der' }))
  const algorithm = signatureAlgorithmFor(publicKey)
  const digestName = signatureHash(algorithm)?.replace('-', '') ?? null
  const signer = {
    publicKey,
    algorithm,
    privateKey,
    sign: (data: Uint8Array) => sign(digestName, data, privateKey),
  }
  pairs.set(kind + label, signer)
  return signer
}

function generate(kind: KeyKind): { publicKey: KeyObject; privateKey: KeyObject } {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519')
  if (kind === 'RSA-2048' || kind === 'RSA-3072') {
    return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(4)) })
  }
  return generateKeyPairSync('ec', { namedCurve: kind })
}

/** Seventeen octets, sixteen of them random. */
export function serialNumber(): SerialNumber {
  return asSerialNumber(Uint8Array.of(1, ...randomBytes(16)))
}

export const NOT_BEFORE = new Date('2026-11-01T00:00:00Z')
export const NOT_AFTER = new Date('2046-11-01T00:00:00Z')

export interface Authority {
  readonly certificate: Certificate
  readonly signer: TestSigner
  readonly template: IssuerTemplate
}

export const ADDRESSES = {
  crlUrls: ['http://pki.example/crl/1.crl'],
  ocspUrls: ['http://pki.example/ocsp/1'],
  caIssuersUrls: ['http://pki.example/ca/1.crt'],
} as const

export interface AuthorityOptions {
  readonly kind?: KeyKind
  readonly label?: string
  readonly commonName?: string
  readonly pathLength?: number | null
  readonly notBefore?: Date
  readonly notAfter?: Date
}

export function rootAuthority(options: AuthorityOptions = {}): Authority {
  return authority(null, { commonName: 'Test Root', ...options })
}

/** An authority below another, or a root below null. */
export function authority(parent: Authority | null, options: AuthorityOptions): Authority {
  const {
    kind = 'P-256',
    commonName = 'Test Authority',
    label = commonName,
    pathLength = null,
  } = options
  const { notBefore = NOT_BEFORE, notAfter = NOT_AFTER } = options
  const signer = signerOf(kind, label)
  const subject = nameFrom({ organization: 'Certman Tests', commonName })
  const parameters = {
    serialNumber: serialNumber(),
    subject,
    notBefore,
    notAfter,
    publicKey: signer.publicKey,
    pathLength,
  }
  const linted =
    parent === null
      ? lintTbs(buildRootTbs(parameters, hash), 'self-signed', 'root')
      : lintTbs(buildAuthorityTbs(parent.template, parameters, hash), parent, 'authority')
  const certificate = parseCertificate(signed(signCertificate(linted, parent?.signer ?? signer)))
  return { certificate, signer, template: prepareIssuer({ certificate, ...ADDRESSES }) }
}

/** Test signers are synchronous, and so is what they sign. */
export function signed(der: Uint8Array | Promise<Uint8Array>): Uint8Array {
  if (der instanceof Promise) throw new Error('the signer of a test is synchronous')
  return der
}
