import { decodePem, encodePem, equalBytes, nameToString, parseCertificate } from '@certman/x509'
import type { Certificate } from '@certman/x509'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { fingerprint } from '../cryptography.ts'
import { readInput } from '../input-file.ts'
import { Refusal } from '../refusal.ts'
import type { Anchor } from './trust-store.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const URL_SCHEME = /^https?:\/\//i
const MAX_OCTETS = 1_000_000

/**
 * The root that is meant.
 * @param named id of a CA (its root is taken), address, file or `-`
 * @param expected fingerprint, SHA-256, that it must have
 * @throws Refusal when there is no root, several, or another
 */
export async function findAnchor(
  console: Console,
  named: string,
  expected: string | undefined,
): Promise<Anchor> {
  const anchor = anchorOf(rootAmong(await readCertificates(console, named, expected), named))
  if (expected !== undefined && plainHex(expected) !== plainHex(anchor.fingerprint)) {
    throw new Refusal(
      `the fingerprint is ${anchor.fingerprint}, and not the one that was given`,
      'do not trust it: ask the people who run the CA',
    )
  }
  return anchor
}

export function anchorOf(certificate: Certificate): Anchor {
  const sha256 = fingerprint(certificate.der)
  return {
    certificate,
    fingerprint: sha256,
    sha1: plainHex(fingerprint(certificate.der, 'SHA-1')),
    name: `certman-${plainHex(sha256).slice(0, 16).toLowerCase()}`,
    pem: `${encodePem('CERTIFICATE', certificate.der)}\n`,
  }
}

async function readCertificates(
  console: Console,
  named: string,
  expected: string | undefined,
): Promise<Certificate[]> {
  if (UUID.test(named)) {
    const { chain } = await connect(console).cas.chain(named)
    return chain.flatMap((pem) => parse(Buffer.from(pem), named))
  }
  if (!URL_SCHEME.test(named)) return parse(await readInput(console, named), named)
  if (/^http:/i.test(named) && expected === undefined) {
    throw new Refusal(
      'over plain HTTP anybody on the way could have answered',
      'give the --fingerprint that the people who run the CA tell you',
    )
  }
  return parse(await download(console, certificateAddress(named)), named)
}

/** A trust page names the CA; its certificates lie beside it. */
function certificateAddress(address: string): string {
  return address.replace(/\/trust\/([\w-]+)\/?$/, '/ca/$1/chain.pem')
}

async function download(console: Console, address: string): Promise<Buffer> {
  try {
    const response = await console.fetch(address, { signal: AbortSignal.timeout(30_000) })
    if (!response.ok) throw new Error(`the answer is ${response.status}`)
    const octets = Buffer.from(await response.arrayBuffer())
    if (octets.length > MAX_OCTETS) throw new Error(`${octets.length} octets are no certificate`)
    return octets
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Refusal(`${address} cannot be fetched: ${message}`, 'check the address', cause)
  }
}

function parse(octets: Buffer, named: string): Certificate[] {
  try {
    if (octets[0] === 0x30) return [parseCertificate(new Uint8Array(octets))]
    return decodePem(octets.toString('latin1'))
      .filter(({ label }) => label === 'CERTIFICATE')
      .map(({ der }) => parseCertificate(der))
  } catch (cause) {
    throw new Refusal(`${named} holds no certificate`, 'PEM and DER are read', cause)
  }
}

function rootAmong(certificates: readonly Certificate[], named: string): Certificate {
  const roots = certificates.filter(
    ({ subject, issuer, decoded }) =>
      equalBytes(subject.der, issuer.der) && decoded.basicConstraints?.ca === true,
  )
  const [root, another] = roots
  if (root === undefined) {
    throw new Refusal(
      `${named} holds no root CA, and trust is put in nothing else`,
      'certman ca chain shows the root of a CA',
    )
  }
  if (another === undefined) return root
  const names = roots.map(({ subject }) => nameToString(subject)).join(' and ')
  throw new Refusal(`${named} holds several roots: ${names}`, 'give them one by one')
}

/** `SHA256:ab:cd…`, `AB CD…` and `abcd…` are the same. */
function plainHex(text: string): string {
  return text
    .replace(/^sha-?256[:=]?/i, '')
    .replace(/[\s:]/g, '')
    .toUpperCase()
}
