import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { parsePublicKey, X509Error } from '@certman/x509'
import { Problem } from '../pki/problem.ts'
import type { SecretText } from '../pki/secret-text.ts'
import type { NewKeyPair } from './key-pair.ts'

const PEM_BEGINS = '-----BEGIN '
const FIELD = { field: 'privateKeyPem' } as const

/**
 * Reads a private key that somebody brings along, and wipes the octets that it came in. Whoever asked wipes `pkcs8`.
 * @param octets PEM of any of the usual forms, or PKCS#8 as DER
 * @throws Problem `invalidRequest`
 */
export function readForeignKey(octets: Uint8Array, password: SecretText | undefined): NewKeyPair {
  const buffer = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
  const isPem = buffer.includes(PEM_BEGINS)
  try {
    const privateKey = isPem ? fromPem(buffer, password) : fromDer(buffer)
    const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
    const publicKey = parsePublicKey(new Uint8Array(spki))
    return { privateKey, publicKey, pkcs8: privateKey.export({ format: 'der', type: 'pkcs8' }) }
  } catch (error) {
    if (error instanceof Problem) throw error
    if (error instanceof X509Error)
      throw refused(`the private key is of a kind that is not supported: ${error.message}`, error)
    throw refused('the private key cannot be read; give it as PEM (PKCS#8, PKCS#1 or SEC 1)', error)
  } finally {
    octets.fill(0)
  }
}

function fromPem(pem: Buffer, password: SecretText | undefined): KeyObject {
  const isEncrypted = pem.includes('ENCRYPTED')
  if (isEncrypted && password === undefined)
    throw refused('the private key is encrypted; give the password of the file', undefined)
  try {
    return createPrivateKey({
      key: pem,
      format: 'pem',
      ...(password === undefined ? {} : { passphrase: password.reveal() }),
    })
  } catch (cause) {
    if (!isEncrypted) throw cause
    throw new Problem(
      'invalidRequest',
      'the password does not open the private key; check it and try again',
      { field: 'password', cause },
    )
  }
}

const fromDer = (der: Buffer): KeyObject =>
  createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })

function refused(sentence: string, cause: unknown): Problem {
  return new Problem('invalidRequest', sentence, { ...FIELD, cause })
}
