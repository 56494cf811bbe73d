import { existsSync, readFileSync } from 'node:fs'
import { CertmanNotFoundError } from '@certman/sdk'
import { decodePem, parseCertificate, type Certificate } from '@certman/x509'
import { connect } from './client.ts'
import type { Console } from './console.ts'
import { readInput, STANDARD_INPUT } from './input-file.ts'
import { MissingSubject } from './missing-subject.ts'
import { Refusal } from './refusal.ts'

/** What a command looks at. */
export interface Subject {
  /** The leaf first; behind it whatever came along. */
  readonly certificates: readonly [Certificate, ...Certificate[]]
  /** Of a host: its name or address. */
  readonly host?: string
  /** The CA that issued it, where the API says so. */
  readonly caId?: string
}

const SUBJECT_HELP = 'a file, - for standard input, host:port, or the id of a certificate'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const HOST_AND_PORT = /^(?:https:\/\/)?(\[[0-9a-f:]+\]|[^\s:/\\]+):(\d{1,5})\/?$/i

/**
 * @param named FILE, `-`, host:port or an id
 * @throws MissingSubject when there is no such thing; Refusal when it holds no certificate
 */
export async function findSubject(console: Console, named: string): Promise<Subject> {
  if (UUID.test(named)) return findById(console, named)
  const address = HOST_AND_PORT.exec(named)
  if (address !== null && !existsSync(named)) {
    const { fetchChain } = await import('./tls-chain.ts')
    const host = (address[1] ?? '').replace(/^\[|\]$/g, '')
    const chain = await fetchChain(host, Number(address[2]))
    return { certificates: requireSome(chain.map(parse), named), host }
  }
  if (named !== STANDARD_INPUT && !existsSync(named))
    throw new MissingSubject(`there is no file ${named}`, `name ${SUBJECT_HELP}`)
  const octets = await readInput(console, named)
  return { certificates: requireSome(readCertificates(octets), named) }
}

async function findById(console: Console, id: string): Promise<Subject> {
  try {
    const { certificate } = await connect(console).certificates.get(id)
    const found = readCertificates(Buffer.from(certificate.certificate_pem))
    const certificates = requireSome(found, id)
    return { certificates, caId: certificate.ca_id }
  } catch (error) {
    if (!(error instanceof CertmanNotFoundError)) throw error
    throw new MissingSubject(`Not found: ${error.message}`, "'certman cert list' shows them", error)
  }
}

/** All certificates in a file, PEM or DER. */
export function readCertificateFile(path: string): Certificate[] {
  let octets: Buffer
  try {
    octets = readFileSync(path)
  } catch (cause) {
    throw new Refusal(`${path} cannot be read`, 'check its path and permissions', cause)
  }
  return [...requireSome(readCertificates(octets), path)]
}

function readCertificates(octets: Buffer): Certificate[] {
  // DER begins with the tag of a SEQUENCE, which is the digit 0 and begins no PEM.
  if (octets[0] === 0x30) return [parse(octets)]
  return decodePem(octets.toString('utf8'))
    .filter(({ label }) => label === 'CERTIFICATE' || label === 'TRUSTED CERTIFICATE')
    .map(({ der }) => parse(der))
}

function parse(der: Uint8Array): Certificate {
  return parseCertificate(new Uint8Array(der))
}

function requireSome(
  certificates: readonly Certificate[],
  named: string,
): readonly [Certificate, ...Certificate[]] {
  const [leaf, ...others] = certificates
  if (leaf === undefined) throw new Refusal(`${named} holds no certificate`, `name ${SUBJECT_HELP}`)
  return [leaf, ...others]
}
