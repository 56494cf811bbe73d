import { X509Error, buildChain, decodePem, parseCertificate } from '@certman/x509'
import type { Certificate } from '@certman/x509'
import { BundleError } from './bundle-error.ts'
import type { BundleContents } from './contents.ts'
import { isJks, parseJks } from './jks.ts'
import { requirePassword } from './password.ts'
import { parsePkcs12 } from './parse-pkcs12.ts'
import { parsePkcs7 } from './parse-pkcs7.ts'

/**
 * What a file holds, whatever its form: PEM (certificates, PKCS#7, an unencrypted PKCS#8 key), DER, PKCS#7, PKCS#12 or JKS.
 * Certificates stand as they did in the file, except that those of a PKCS#7 message, which has no order, become a chain.
 * @param password of a PKCS#12 or JKS store
 * @throws BundleError
 */
export async function readBundle(file: Uint8Array, password?: string): Promise<BundleContents> {
  // A Buffer of Node is a window on memory that others use too.
  const octets = new Uint8Array(file)
  if (isJks(octets)) return parseJks(octets, requirePassword(password, 'a JKS store'))
  const text = new TextDecoder('latin1').decode(octets)
  if (text.includes('-----BEGIN ')) return readPem(text)
  for (const read of [readCertificate, readPkcs7]) {
    const contents = read(octets)
    if (contents !== null) return contents
  }
  return parsePkcs12(octets, () => requirePassword(password, 'a PKCS#12 store'))
}

const LABELS: Readonly<Record<string, 'certificate' | 'pkcs7' | 'key'>> = {
  CERTIFICATE: 'certificate',
  'X509 CERTIFICATE': 'certificate',
  PKCS7: 'pkcs7',
  CMS: 'pkcs7',
  'PRIVATE KEY': 'key',
}

function readPem(text: string): BundleContents {
  const certificates: Uint8Array[] = []
  let privateKey: Uint8Array | undefined
  for (const { label, der } of decodePem(text)) {
    const kind = LABELS[label]
    if (kind === 'certificate') certificates.push(der)
    else if (kind === 'pkcs7') certificates.push(...inChainOrder(parsePkcs7(der)))
    else if (kind === 'key') privateKey ??= der
    else
      throw new BundleError('unsupported', `"${label}" is neither a certificate nor a PKCS#8 key`)
  }
  return { certificates, ...(privateKey === undefined ? {} : { privateKey }) }
}

function readCertificate(octets: Uint8Array): BundleContents | null {
  return attempt(() => ({ certificates: [parseCertificate(octets).der] }))
}

function readPkcs7(octets: Uint8Array): BundleContents | null {
  return attempt(() => ({ certificates: inChainOrder(parsePkcs7(octets)) }))
}

function attempt(read: () => BundleContents): BundleContents | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof X509Error || error instanceof BundleError) return null
    throw error
  }
}

/** The longest path that the certificates form, leaf first; then whatever stands beside it. */
function inChainOrder(certificates: readonly Uint8Array[]): Uint8Array[] {
  const parsed = certificates.map(parseCertificate)
  const anchors = parsed.filter((one) => isTop(one, parsed))
  let longest: readonly Uint8Array[] = []
  for (const leaf of parsed) {
    const path = buildChain(leaf, parsed, anchors)?.map(({ der }) => der) ?? []
    if (path.length > longest.length) longest = path
  }
  const placed = new Set(longest)
  return [...longest, ...parsed.map(({ der }) => der).filter((der) => !placed.has(der))]
}

/** Nobody else among them can have issued it. */
function isTop(certificate: Certificate, among: readonly Certificate[]): boolean {
  const others = among.filter((other) => other !== certificate)
  return buildChain(certificate, [], others) === null
}
