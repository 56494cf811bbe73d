import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { parsePublicKey } from '@certman/x509'
import type { RandomBytes } from '../pki/clock.ts'
import { Problem } from '../pki/problem.ts'
import { openEnvelope, readEnvelopeHeader, sealEnvelope } from './envelope.ts'
import { generateKeyPair, type KeyPair } from './key-pair.ts'
import { readForeignKey } from './foreign-key.ts'
import type { KeyStore, Passphrase } from './keystore.ts'
import { generateManagedKey } from './managed-key.ts'
import type { MasterKey } from './master-key.ts'
import { createPassphraseLayer, type Argon2Parameters } from './passphrase-layer.ts'
import { leaseSoftwareKey } from './software-signer.ts'

export interface SealedKeyStoreOptions {
  /** The master key of now: asked each time, since it may be rotated beside a running server. */
  readonly masterKey: () => MasterKey
  /** Called once when a blob names another master key; @returns what `masterKey` answers from then on */
  readonly reloadMasterKey?: ((wantedId: string) => MasterKey) | undefined
  readonly random: RandomBytes
  /** For tests; real passphrases deserve the default. */
  readonly argon2?: Argon2Parameters | undefined
}

/** CA keys as blobs under the master key, and small named secrets in the same kind of envelope. */
export interface SealedKeyStore extends KeyStore {
  sealSecret(name: string, octets: Uint8Array): Uint8Array
  /** @throws Problem `internal` when it is damaged, of another name, or sealed under another master key */
  openSecret(name: string, sealed: Uint8Array): Uint8Array
}

/** More CAs than one instance has in use; beyond it the one longest unused is opened anew. */
const OPEN_KEYS = 1024

export function createSealedKeyStore(options: SealedKeyStoreOptions): SealedKeyStore {
  const { random } = options
  const layer = createPassphraseLayer(random, options.argon2)
  const opened = new Map<string, KeyPair & { readonly version: number }>()

  function masterKeyOf(sealed: Uint8Array): MasterKey {
    const { masterKeyId } = readEnvelopeHeader(sealed)
    const current = options.masterKey()
    if (current.id === masterKeyId || options.reloadMasterKey === undefined) return current
    return options.reloadMasterKey(masterKeyId)
  }

  function remember(authorityId: string, pair: KeyPair & { readonly version: number }): void {
    opened.delete(authorityId)
    opened.set(authorityId, pair)
    if (opened.size <= OPEN_KEYS) return
    for (const oldest of opened.keys()) {
      opened.delete(oldest)
      return
    }
  }

  function openPlain(sealedKey: Uint8Array, belongsTo: string): KeyPair {
    const expected = { contents: 'authorityKey', belongsTo } as const
    return importKeyPair(openEnvelope(masterKeyOf(sealedKey), sealedKey, expected), belongsTo)
  }

  async function openLayer(
    sealedKey: Uint8Array,
    passphrase: Passphrase | undefined,
    belongsTo: string,
  ): Promise<KeyPair> {
    const expected = { contents: 'passphraseLayer', belongsTo } as const
    const inner = openEnvelope(masterKeyOf(sealedKey), sealedKey, expected)
    // Only now is it sure that this CA has one.
    if (passphrase === undefined) throw passphraseMissing()
    const octets = await layer.open(inner, passphrase, belongsTo)
    if (octets === undefined) throw passphraseWrong()
    return importKeyPair(octets, belongsTo)
  }

  async function seal(
    privateKey: Uint8Array,
    passphrase: Passphrase | undefined,
    belongsTo: string,
  ): Promise<Uint8Array> {
    if (passphrase === undefined) {
      const envelope = { contents: 'authorityKey', belongsTo, plaintext: privateKey } as const
      return sealEnvelope(options.masterKey(), random, envelope)
    }
    const plaintext = await layer.seal(privateKey, passphrase, belongsTo)
    const envelope = { contents: 'passphraseLayer', belongsTo, plaintext } as const
    return sealEnvelope(options.masterKey(), random, envelope)
  }

  return {
    async generate({ authorityId, algorithm, passphrase }) {
      const { privateKey, publicKey, pkcs8 } = await generateKeyPair(algorithm)
      try {
        const sealedKey = await seal(pkcs8, passphrase, authorityId)
        return { publicKey, sealedKey, lease: leaseSoftwareKey(privateKey, publicKey) }
      } finally {
        pkcs8.fill(0)
      }
    },

    async takeOver({ authorityId, privateKey: given, password, passphrase }) {
      const { privateKey, publicKey, pkcs8 } = readForeignKey(given, password)
      try {
        const sealedKey = await seal(pkcs8, passphrase, authorityId)
        return { publicKey, sealedKey, lease: leaseSoftwareKey(privateKey, publicKey) }
      } finally {
        pkcs8.fill(0)
      }
    },

    async open({ authorityId, sealedKey, version, passphrase }) {
      const { contents } = readEnvelopeHeader(sealedKey)
      if (contents === 'passphraseLayer') {
        const pair = await openLayer(sealedKey, passphrase, authorityId)
        return leaseSoftwareKey(pair.privateKey, pair.publicKey)
      }
      const known = opened.get(authorityId)
      const pair = known?.version === version ? known : openPlain(sealedKey, authorityId)
      remember(authorityId, { ...pair, version })
      return leaseSoftwareKey(pair.privateKey, pair.publicKey)
    },

    generateManaged: generateManagedKey,

    sealSecret: (name, plaintext) =>
      sealEnvelope(options.masterKey(), random, { contents: 'secret', belongsTo: name, plaintext }),

    openSecret: (name, sealed) =>
      openEnvelope(masterKeyOf(sealed), sealed, { contents: 'secret', belongsTo: name }),
  }
}

/** Takes the PKCS#8 octets and wipes them. */
function importKeyPair(pkcs8: Uint8Array, authorityId: string): KeyPair {
  try {
    const privateKey = importPrivateKey(pkcs8)
    const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
    return { privateKey, publicKey: parsePublicKey(new Uint8Array(spki)) }
  } catch (cause) {
    throw new Problem('internal', `the sealed key of ${authorityId} holds no private key`, {
      cause,
    })
  } finally {
    pkcs8.fill(0)
  }
}

function importPrivateKey(pkcs8: Uint8Array): KeyObject {
  const octets = Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.byteLength)
  return createPrivateKey({ key: octets, format: 'der', type: 'pkcs8' })
}

function passphraseMissing(): Problem {
  return new Problem(
    'passphraseMissing',
    'this certificate authority is protected by a passphrase; give it as caPassphrase',
    { field: 'caPassphrase' },
  )
}

function passphraseWrong(): Problem {
  return new Problem(
    'passphraseWrong',
    'the passphrase does not open this certificate authority; check caPassphrase and try again',
    { field: 'caPassphrase' },
  )
}
