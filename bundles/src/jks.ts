import { equalBytes } from '@certman/x509'
import { BundleError } from './bundle-error.ts'
import type { BundleContents } from './contents.ts'
import { join, passwordOctets, protectKey, recoverKey, sha1 } from './jks-key-protector.ts'

// The format that Java wrote by default until version 8, as sun.security.provider.JavaKeyStore reads it:
//   magic FEEDFEED, version 2, number of entries,
//   entries: tag 1 (key) alias, time, length, EncryptedPrivateKeyInfo, number of certificates, certificates
//            tag 2 (trusted) alias, time, certificate
//   SHA-1 of password, "Mighty Aphrodite" and everything before
// Numbers are big-endian; text is its length in two octets, then UTF-8; a certificate is "X.509", length, DER.

const MAGIC = 0xfeedfeed
const VERSION = 2
const KEY_ENTRY = 1
const TRUSTED_ENTRY = 2
const DIGEST_OCTETS = 20
const WHITENER = new TextEncoder().encode('Mighty Aphrodite')

/**
 * A JKS store: the key with its chain, or without a key every certificate as a trust anchor.
 * @param password printable ASCII; of the store and of the key
 * @param alias Java lowers its case; several trust anchors get a number
 * @param now when the entries were made
 */
export async function encodeJks(
  { certificates, privateKey }: BundleContents,
  options: { readonly password: string; readonly alias: string; readonly now: Date },
): Promise<Uint8Array> {
  const { password, now } = options
  const alias = options.alias.toLowerCase()
  const parts: Uint8Array[] = [number32(MAGIC), number32(VERSION)]
  if (privateKey === undefined) {
    parts.push(number32(certificates.length))
    certificates.forEach((der, index) => {
      const name = certificates.length > 1 ? `${alias}-${index + 1}` : alias
      parts.push(number32(TRUSTED_ENTRY), text(name), milliseconds(now), certificate(der))
    })
  } else {
    const key = await protectKey(privateKey, password)
    parts.push(number32(1), number32(KEY_ENTRY), text(alias), milliseconds(now))
    parts.push(number32(key.length), key, number32(certificates.length))
    parts.push(...certificates.map(certificate))
  }
  const body = join(...parts)
  return join(body, await sha1(passwordOctets(password), WHITENER, body))
}

export function isJks(octets: Uint8Array): boolean {
  return octets.length > DIGEST_OCTETS && equalBytes(octets.subarray(0, 4), number32(MAGIC))
}

/**
 * The first key with its chain, or all trust anchors where there is no key.
 * @throws BundleError `passwordWrong`, `malformedBundle`
 */
export async function parseJks(octets: Uint8Array, password: string): Promise<BundleContents> {
  const body = octets.subarray(0, -DIGEST_OCTETS)
  const digest = await sha1(passwordOctets(password), WHITENER, body)
  if (!equalBytes(digest, octets.subarray(-DIGEST_OCTETS))) {
    throw new BundleError('passwordWrong', 'the password of the JKS store is another one')
  }
  const reader = new JksReader(body)
  reader.take(8)
  const anchors: Uint8Array[] = []
  for (let left = reader.number32(); left > 0; left--) {
    const tag = reader.number32()
    reader.text()
    reader.take(8)
    if (tag === TRUSTED_ENTRY) {
      anchors.push(reader.certificate())
    } else if (tag === KEY_ENTRY) {
      const key = reader.take(reader.number32())
      const certificates: Uint8Array[] = []
      for (let more = reader.number32(); more > 0; more--) certificates.push(reader.certificate())
      return { certificates, privateKey: await recoverKey(key, password) }
    } else {
      throw new BundleError('malformedBundle', `a JKS store has no entries of kind ${tag}`)
    }
  }
  return { certificates: anchors }
}

class JksReader {
  readonly #octets: Uint8Array
  #at = 0

  constructor(octets: Uint8Array) {
    this.#octets = octets
  }

  take(size: number): Uint8Array {
    if (size > this.#octets.length - this.#at) {
      throw new BundleError('malformedBundle', 'the JKS store is cut short')
    }
    this.#at += size
    return this.#octets.slice(this.#at - size, this.#at)
  }

  number32(): number {
    return new DataView(this.take(4).buffer).getUint32(0)
  }

  text(): string {
    return new TextDecoder().decode(this.take(new DataView(this.take(2).buffer).getUint16(0)))
  }

  certificate(): Uint8Array {
    if (this.text() !== 'X.509') {
      throw new BundleError(
        'malformedBundle',
        'the JKS store holds a certificate that is not X.509',
      )
    }
    return this.take(this.number32())
  }
}

function number32(value: number): Uint8Array {
  const octets = new Uint8Array(4)
  new DataView(octets.buffer).setUint32(0, value)
  return octets
}

function milliseconds(time: Date): Uint8Array {
  const octets = new Uint8Array(8)
  new DataView(octets.buffer).setBigUint64(0, BigInt(time.getTime()))
  return octets
}

function text(value: string): Uint8Array {
  const octets = new TextEncoder().encode(value)
  return join(Uint8Array.of(octets.length >> 8, octets.length & 0xff), octets)
}

function certificate(der: Uint8Array): Uint8Array {
  return join(text('X.509'), number32(der.length), der)
}
