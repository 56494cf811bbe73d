import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  verify as verifySignature,
} from 'node:crypto'
import { inspect } from 'node:util'
import { parsePublicKey } from '@certman/x509'
import { describe, expect, test } from 'vitest'
import { parseUuid, type Uuid } from '../pki/identifier.ts'
import { assertStrongKey, KEY_ALGORITHMS, type KeyAlgorithm } from '../pki/key-policy.ts'
import { SecretText } from '../pki/secret-text.ts'
import type { KeyStore, SignerLease } from './keystore.ts'
import { passphraseFrom } from './passphrase.ts'

const DATA = new TextEncoder().encode('what is to be signed')
const PASSPHRASE = 'correct horse battery staple'
const NODE_DIGESTS = {
  'ecdsa-with-SHA256': 'sha256',
  'ecdsa-with-SHA384': 'sha384',
  sha256WithRSAEncryption: 'sha256',
} as const

export function newAuthorityId(): Uuid {
  // randomUUID gives one by definition.
  return parseUuid(randomUUID())!
}

/** What every kind of key store owes its callers. */
export function keyStoreSuite(kind: string, create: () => KeyStore): void {
  const generate = (store: KeyStore, authorityId: Uuid, algorithm: KeyAlgorithm, text?: string) =>
    store.generate({ authorityId, algorithm, passphrase: optional(text) })

  const open = (store: KeyStore, authorityId: Uuid, sealedKey: Uint8Array, text?: string) =>
    store.open({ authorityId, sealedKey, version: 1, passphrase: optional(text) })

  describe(`a ${kind} key store`, () => {
    test.each(KEY_ALGORITHMS)('makes, opens and uses a CA key (%s)', async (algorithm) => {
      const store = create()
      const authorityId = newAuthorityId()
      const made = await generate(store, authorityId, algorithm)
      assertStrongKey(made.publicKey)
      await expectToSign(made.lease, made.publicKey.spki)
      const opened = await open(store, authorityId, made.sealedKey)
      expect(opened.signer.publicKey.spki).toEqual(made.publicKey.spki)
      await expectToSign(opened, made.publicKey.spki)
    })

    test.each([
      ['PKCS#8', { type: 'pkcs8' }, undefined],
      ['SEC 1', { type: 'sec1' }, undefined],
      ['PKCS#8, encrypted', { type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'pw' }, 'pw'],
    ] as const)('takes over a key that was made elsewhere (%s)', async (_form, form, password) => {
      const store = create()
      const authorityId = newAuthorityId()
      const made = generateKeyPairSync('ec', { namedCurve: 'P-384' })
      const pem = made.privateKey.export({ format: 'pem', ...form })
      const privateKey = new Uint8Array(Buffer.from(pem))
      const taken = await store.takeOver({
        authorityId,
        privateKey,
        password: password === undefined ? undefined : new SecretText(password),
        passphrase: passphraseFrom(PASSPHRASE),
      })
      expect(privateKey.every((octet) => octet === 0)).toBe(true)
      const spki = made.publicKey.export({ format: 'der', type: 'spki' })
      expect(Buffer.from(taken.publicKey.spki)).toEqual(spki)
      await expectToSign(taken.lease, taken.publicKey.spki)
      const opened = await open(store, authorityId, taken.sealedKey, PASSPHRASE)
      await expectToSign(opened, taken.publicKey.spki)
    })

    test('takes over nothing that is no key, and none without its password', async () => {
      const store = create()
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const encrypted = { cipher: 'aes-256-cbc', passphrase: 'pw' } as const
      const pem = privateKey.export({ format: 'pem', type: 'pkcs8', ...encrypted })
      const take = async (text: string | Buffer, password?: string): Promise<unknown> =>
        store.takeOver({
          authorityId: newAuthorityId(),
          privateKey: new Uint8Array(Buffer.from(text)),
          password: password === undefined ? undefined : new SecretText(password),
          passphrase: undefined,
        })
      const refused = { code: 'invalidRequest' }
      await expect(take('no key')).rejects.toMatchObject(refused)
      await expect(take(pem)).rejects.toMatchObject(refused)
      await expect(take(pem, 'other')).rejects.toMatchObject({ ...refused, field: 'password' })
    })

    test('never makes the same key twice', async () => {
      const store = create()
      const authorityId = newAuthorityId()
      const one = await generate(store, authorityId, 'ECDSA-P256')
      const other = await generate(store, authorityId, 'ECDSA-P256')
      expect(one.publicKey.spki).not.toEqual(other.publicKey.spki)
      expect(one.sealedKey).not.toEqual(other.sealedKey)
    })

    test('opens nothing under the id of another CA', async () => {
      const store = create()
      const { sealedKey } = await generate(store, newAuthorityId(), 'ECDSA-P256')
      await expect(open(store, newAuthorityId(), sealedKey)).rejects.toMatchObject({
        name: 'Problem',
        code: 'internal',
      })
    })

    test('opens a key with a passphrase only with that passphrase', async () => {
      const store = create()
      const authorityId = newAuthorityId()
      const made = await generate(store, authorityId, 'ECDSA-P256', PASSPHRASE)
      await expectToSign(made.lease, made.publicKey.spki)
      await expect(open(store, authorityId, made.sealedKey)).rejects.toMatchObject({
        code: 'passphraseMissing',
        field: 'caPassphrase',
      })
      await expect(open(store, authorityId, made.sealedKey, 'wrong')).rejects.toMatchObject({
        code: 'passphraseWrong',
        field: 'caPassphrase',
      })
      const opened = await open(store, authorityId, made.sealedKey, PASSPHRASE)
      await expectToSign(opened, made.publicKey.spki)
      // Having been opened once must not spare anybody the passphrase.
      await expect(open(store, authorityId, made.sealedKey)).rejects.toMatchObject({
        code: 'passphraseMissing',
      })
    })

    test('ignores a passphrase that a CA does not have', async () => {
      const store = create()
      const authorityId = newAuthorityId()
      const made = await generate(store, authorityId, 'ECDSA-P256')
      const opened = await open(store, authorityId, made.sealedKey, PASSPHRASE)
      await expectToSign(opened, made.publicKey.spki)
    })

    test('lends: a disposed lease signs no more, others do', async () => {
      const store = create()
      const authorityId = newAuthorityId()
      const made = await generate(store, authorityId, 'ECDSA-P256')
      const kept = await open(store, authorityId, made.sealedKey)
      const ended = await open(store, authorityId, made.sealedKey)
      ended[Symbol.dispose]()
      expect(() => ended.signer.sign(DATA)).toThrow('lease')
      await expectToSign(kept, made.publicKey.spki)
    })

    test('opens what was given, not what was opened before under another version', async () => {
      const store = create()
      const authorityId = newAuthorityId()
      const first = await generate(store, authorityId, 'ECDSA-P256')
      const second = await generate(store, authorityId, 'ECDSA-P256')
      for (const [version, made] of [first, second, first].entries()) {
        const { sealedKey } = made
        const opened = await store.open({ authorityId, sealedKey, version, passphrase: undefined })
        expect(opened.signer.publicKey.spki).toEqual(made.publicKey.spki)
      }
    })

    test.each(KEY_ALGORITHMS)('makes keys for others (%s)', async (algorithm) => {
      const { publicKey, privateKeyPem } = await create().generateManaged(algorithm)
      assertStrongKey(publicKey)
      expect(privateKeyPem).toMatch(
        /^-----BEGIN PRIVATE KEY-----\n(?:[A-Za-z0-9+/=]{1,64}\n)+-----END PRIVATE KEY-----$/,
      )
      const privateKey = createPrivateKey(privateKeyPem)
      const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
      expect(Buffer.from(publicKey.spki)).toEqual(spki)
      expect(publicKey).toEqual(parsePublicKey(spki))
      expect(privateKeyPem.split('\n').slice(1, -1).every(fullLineButLast)).toBe(true)
    })

    test('shows no secret to whoever prints what it gives', async () => {
      const store = create()
      const authorityId = newAuthorityId()
      const given = await generate(store, authorityId, 'ECDSA-P256', PASSPHRASE)
      const refusal = await open(store, authorityId, given.sealedKey, 'wrong pass').catch(
        (error: unknown) => error,
      )
      const printed = inspect([store, given.lease, refusal], { depth: 10, showHidden: true })
      for (const secret of [PASSPHRASE, 'wrong pass', 'PRIVATE KEY']) {
        expect(printed).not.toContain(secret)
      }
      expect(JSON.stringify({ lease: given.lease })).not.toContain('"d"')
    })
  })
}

async function expectToSign(lease: SignerLease, spki: Uint8Array): Promise<void> {
  const { algorithm } = lease.signer
  if (!(algorithm in NODE_DIGESTS)) throw new Error(`no CA signs with ${algorithm}`)
  // Looked up just above.
  const digest = NODE_DIGESTS[algorithm as keyof typeof NODE_DIGESTS]
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  expect(verifySignature(digest, DATA, key, await lease.signer.sign(DATA))).toBe(true)
}

function optional(text: string | undefined) {
  return text === undefined ? undefined : passphraseFrom(text)
}

const fullLineButLast = (line: string, index: number, lines: readonly string[]): boolean =>
  index === lines.length - 1 ? line.length <= 64 : line.length === 64
