import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY = 86_400_000

x509.cryptoProvider.set(crypto)

/** What a chain made by somebody else's library is like; everything that is not said is as it should be. */
export interface ForeignChainFaults {
  readonly leafNotAfter?: Date
  /** The key that signs the leaf is not the one in the issuer's certificate. */
  readonly leafSignedByStranger?: boolean
  /** The issuing certificate says that it is no CA. */
  readonly issuerIsNoAuthority?: boolean
}

export interface ForeignChain {
  readonly root: string
  readonly intermediates: readonly string[]
  readonly leaf: string
}

/** Root → issuing → leaf for `hostname`, P-256 throughout, as PEM: made by @peculiar/x509, not by us. */
export async function makeForeignChain(
  hostname: string,
  faults: ForeignChainFaults = {},
): Promise<ForeignChain> {
  const [rootKeys, issuerKeys, leafKeys, stranger] = await Promise.all([
    generateKeys(),
    generateKeys(),
    generateKeys(),
    generateKeys(),
  ])
  const root = await makeAuthority('Foreign Root', rootKeys.publicKey, 'Foreign Root', rootKeys, 1)
  const pathLength = faults.issuerIsNoAuthority === true ? undefined : 0
  const issuing = await makeAuthority(
    'Foreign Issuing',
    issuerKeys.publicKey,
    'Foreign Root',
    rootKeys,
    pathLength,
  )
  const notAfter = faults.leafNotAfter ?? new Date(Date.now() + 30 * DAY)
  const leaf = await x509.X509CertificateGenerator.create({
    ...validity(notAfter),
    serialNumber: serialNumber(),
    subject: `CN=${hostname}`,
    issuer: 'CN=Foreign Issuing',
    publicKey: leafKeys.publicKey,
    signingKey: faults.leafSignedByStranger === true ? stranger.privateKey : issuerKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: hostname }]),
      ...(await keyIdentifiers(leafKeys.publicKey, issuerKeys.publicKey)),
    ],
  })
  return {
    root: root.toString('pem'),
    intermediates: [issuing.toString('pem')],
    leaf: leaf.toString('pem'),
  }
}

async function makeAuthority(
  subject: string,
  publicKey: CryptoKey,
  issuer: string,
  issuerKeys: CryptoKeyPair,
  pathLength: number | undefined,
): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    ...validity(new Date(Date.now() + 365 * DAY)),
    serialNumber: serialNumber(),
    subject: `CN=${subject}`,
    issuer: `CN=${issuer}`,
    publicKey,
    signingKey: issuerKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(pathLength !== undefined, pathLength, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      ...(await keyIdentifiers(publicKey, issuerKeys.publicKey)),
    ],
  })
}

async function keyIdentifiers(subject: CryptoKey, issuer: CryptoKey): Promise<x509.Extension[]> {
  return [
    await x509.SubjectKeyIdentifierExtension.create(subject),
    await x509.AuthorityKeyIdentifierExtension.create(issuer),
  ]
}

function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
}

function validity(notAfter: Date): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date(Math.floor((Date.now() - 90 * DAY) / 1000) * 1000)
  return { notBefore, notAfter: new Date(Math.floor(notAfter.getTime() / 1000) * 1000) }
}

function serialNumber(): string {
  return `01${Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('hex')}`
}
