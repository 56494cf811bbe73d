import { decodePem, equalBytes, parseCertificate, X509Error } from '@certman/x509'
import type { Certificate, PublicKey } from '@certman/x509'
import { Problem } from '../../pki/problem.ts'
import type { SecretText } from '../../pki/secret-text.ts'

/** A CA as somebody brings it along. */
export type ForeignBundle =
  /** Certificates and the private key, in any order, in one text. */
  | { readonly form: 'pem'; readonly text: SecretText }
  | { readonly form: 'pkcs12'; readonly octets: Uint8Array }

export interface OpenedBundle {
  readonly certificates: readonly Certificate[]
  /** PEM or PKCS#8; whoever uses it wipes it. */
  readonly privateKey: Uint8Array
}

/** A block of a private key, of whatever kind (RFC 7468 §10, §11; RFC 5915; RFC 8017). */
const PRIVATE_KEY = /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/

/** @throws Problem `invalidRequest` */
export async function openBundle(
  bundle: ForeignBundle,
  password: SecretText | undefined,
): Promise<OpenedBundle> {
  return bundle.form === 'pem' ? fromPem(bundle.text.reveal()) : fromPkcs12(bundle.octets, password)
}

function fromPem(text: string): OpenedBundle {
  const key = PRIVATE_KEY.exec(text)?.[0]
  if (key === undefined) {
    throw refused(
      'pem',
      'there is no private key in the text; add the block that begins with "-----BEGIN PRIVATE KEY-----"',
    )
  }
  const certificates = certificatesOf(text.replace(PRIVATE_KEY, ''), 'pem')
  return { certificates, privateKey: new TextEncoder().encode(key) }
}

async function fromPkcs12(
  octets: Uint8Array,
  password: SecretText | undefined,
): Promise<OpenedBundle> {
  const { BundleError, readBundle } = await import('@certman/bundles')
  try {
    const { certificates, privateKey } = await readBundle(octets, password?.reveal() ?? '')
    if (privateKey === undefined)
      throw refused('pkcs12', 'the PKCS#12 store holds no private key; export it with its key')
    return { certificates: certificates.map((der) => parseCertificate(der)), privateKey }
  } catch (cause) {
    if (cause instanceof X509Error)
      throw refused('pkcs12', `a certificate of the store cannot be read: ${cause.message}`, cause)
    if (!(cause instanceof BundleError)) throw cause
    const isPassword = cause.code === 'passwordWrong' || cause.code === 'passwordMissing'
    throw refused(isPassword ? 'password' : 'pkcs12', cause.message, cause)
  }
}

/** @throws Problem `invalidRequest` when there is none, or one cannot be read */
export function certificatesOf(text: string, field: string): readonly Certificate[] {
  let certificates: readonly Certificate[]
  try {
    certificates = decodePem(text)
      .filter(({ label }) => label === 'CERTIFICATE' || label === 'X509 CERTIFICATE')
      .map(({ der }) => parseCertificate(der))
  } catch (cause) {
    if (!(cause instanceof X509Error)) throw cause
    throw refused(field, `a certificate cannot be read: ${cause.message}`, cause)
  }
  if (certificates.length > 0) return certificates
  throw refused(
    field,
    'there is no certificate in the text; add the block that begins with "-----BEGIN CERTIFICATE-----"',
  )
}

/** @throws Problem `invalidRequest` when none is of the key */
export function certificateOfKey(
  certificates: readonly Certificate[],
  key: PublicKey,
  field: string,
): Certificate {
  const found = certificates.find(({ publicKey }) => equalBytes(publicKey.spki, key.spki))
  if (found !== undefined) return found
  throw refused(
    field,
    certificates.length === 1
      ? 'the certificate is of another key; bring the one that was issued for this key'
      : 'none of the certificates is of this key; bring the one that was issued for it',
  )
}

function refused(field: string, sentence: string, cause?: unknown): Problem {
  return new Problem('invalidRequest', sentence, { field, cause })
}
