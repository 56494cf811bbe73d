import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { BundleContents } from './contents.ts'

const DAY = 86_400_000

export const KEY_ALGORITHMS = {
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'RSA-2048': {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  },
  Ed25519: { name: 'Ed25519' },
} as const

/** Leaf, issuing CA and root, made by somebody else's library, and the key of the leaf. */
export async function makeContents(
  algorithm: keyof typeof KEY_ALGORITHMS = 'P-256',
): Promise<Required<BundleContents>> {
  x509.cryptoProvider.set(crypto)
  const leafKeys = await generate(KEY_ALGORITHMS[algorithm])
  const issuingKeys = await generate(KEY_ALGORITHMS['P-256'])
  const rootKeys = await generate(KEY_ALGORITHMS['P-256'])
  const root = await certify('CN=Bundle Root', rootKeys.publicKey, 'CN=Bundle Root', rootKeys, true)
  const issuing = await certify(
    'CN=Bundle Issuing',
    issuingKeys.publicKey,
    'CN=Bundle Root',
    rootKeys,
    true,
  )
  const leaf = await certify(
    'CN=bundle.example.com',
    leafKeys.publicKey,
    'CN=Bundle Issuing',
    issuingKeys,
    false,
  )
  return {
    certificates: [leaf, issuing, root],
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', leafKeys.privateKey)),
  }
}

async function certify(
  subject: string,
  publicKey: CryptoKey,
  issuer: string,
  issuerKeys: CryptoKeyPair,
  isAuthority: boolean,
): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer,
    publicKey,
    signingKey: issuerKeys.privateKey,
    signingAlgorithm: KEY_ALGORITHMS['P-256'],
    serialNumber: `01${Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('hex')}`,
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 30 * DAY),
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, undefined, true),
      new x509.KeyUsagesExtension(
        isAuthority ? x509.KeyUsageFlags.keyCertSign : x509.KeyUsageFlags.digitalSignature,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuerKeys.publicKey),
      ...(isAuthority
        ? []
        : [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: subject.slice(3) }])]),
    ],
  })
  return new Uint8Array(certificate.rawData)
}

async function generate(
  algorithm: (typeof KEY_ALGORITHMS)[keyof typeof KEY_ALGORITHMS],
): Promise<CryptoKeyPair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  if ('privateKey' in keys) return keys
  throw new Error('a signature algorithm has a pair of keys')
}
