import { randomBytes as systemRandomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { keyStoreSuite, newAuthorityId } from './_suite.ts'
import { randomBytes } from './crypto.ts'
import { openEnvelope } from './envelope.ts'
import { masterKeyFrom, type MasterKey } from './master-key.ts'
import { reseal } from './master-key-rotation.ts'
import { passphraseFrom } from './passphrase.ts'
import { createSealedKeyStore, type SealedKeyStore } from './sealed.ts'

/** As weak as argon2 allows: these tests are about the layers, not about their price. */
const argon2 = { memoryKiB: 8, passes: 1, lanes: 1 }
const PASSPHRASE = 'correct horse battery staple'

const newMasterKey = (): MasterKey => masterKeyFrom(systemRandomBytes(32))

function newStore(masterKey: MasterKey = newMasterKey()): SealedKeyStore {
  return createSealedKeyStore({ masterKey: () => masterKey, random: randomBytes, argon2 })
}

keyStoreSuite('sealed', () => newStore())

describe('a sealed CA key', () => {
  const damaged = { name: 'Problem', code: 'internal' }

  test.each([undefined, PASSPHRASE])(
    'with any bit flipped, or cut short, does not open (passphrase: %s)',
    async (text) => {
      const store = newStore()
      const authorityId = newAuthorityId()
      const passphrase = text === undefined ? undefined : passphraseFrom(text)
      const { sealedKey } = await store.generate({
        authorityId,
        algorithm: 'ECDSA-P256',
        passphrase,
      })
      const refused = async (octets: Uint8Array): Promise<void> => {
        const opening = store.open({ authorityId, sealedKey: octets, version: 1, passphrase })
        await expect(opening).rejects.toMatchObject(damaged)
      }
      for (let bit = 0; bit < 8 * sealedKey.length; bit++) {
        const flipped = Uint8Array.from(sealedKey)
        flipped[bit >> 3]! ^= 1 << (bit & 7)
        await refused(flipped)
      }
      for (let length = 0; length < sealedKey.length; length++) {
        await refused(sealedKey.slice(0, length))
      }
      await refused(Uint8Array.from([...sealedKey, 0]))
      await expect(
        store.open({ authorityId, sealedKey, version: 1, passphrase }),
      ).resolves.toBeDefined()
    },
  )

  test('does not open under another master key, and says which one it wants', async () => {
    const masterKey = newMasterKey()
    const other = newMasterKey()
    const authorityId = newAuthorityId()
    const key = { authorityId, version: 1, passphrase: undefined }
    const { sealedKey } = await newStore(masterKey).generate({ ...key, algorithm: 'ECDSA-P256' })
    const refusal = newStore(other).open({ ...key, sealedKey })
    await expect(refusal).rejects.toMatchObject(damaged)
    await expect(refusal).rejects.toThrow(new RegExp(`${masterKey.id}.*${other.id}`))
    // The id alone is no key: whoever writes his own into the blob opens nothing.
    const relabelled = Uint8Array.from(sealedKey)
    relabelled.set(Buffer.from(other.id, 'hex'), 2)
    await expect(newStore(other).open({ ...key, sealedKey: relabelled })).rejects.toThrow('damaged')
  })

  test('with a passphrase needs the master key and the passphrase', async () => {
    const masterKey = newMasterKey()
    const authorityId = newAuthorityId()
    const { sealedKey } = await newStore(masterKey).generate({
      authorityId,
      algorithm: 'ECDSA-P256',
      passphrase: passphraseFrom(PASSPHRASE),
    })
    const expected = { contents: 'passphraseLayer', belongsTo: authorityId } as const
    const inner = Buffer.from(openEnvelope(masterKey, sealedKey, expected))
    // id-ecPublicKey stands in every PKCS#8 of such a key.
    expect(inner.includes(Buffer.from('06072a8648ce3d0201', 'hex'))).toBe(false)
    // The same blob called one without a passphrase.
    const relabelled = Uint8Array.from(sealedKey)
    relabelled[1] = 0
    const opening = newStore(masterKey).open({
      authorityId,
      sealedKey: relabelled,
      version: 1,
      passphrase: undefined,
    })
    await expect(opening).rejects.toThrow('damaged')
  })

  test('is re-sealed under a new master key without its passphrase', async () => {
    const [from, to] = [newMasterKey(), newMasterKey()]
    for (const text of [undefined, PASSPHRASE]) {
      const passphrase = text === undefined ? undefined : passphraseFrom(text)
      const authorityId = newAuthorityId()
      const made = await newStore(from).generate({
        authorityId,
        algorithm: 'ECDSA-P256',
        passphrase,
      })
      const sealedKey = reseal(made.sealedKey, authorityId, { from, to, random: randomBytes })
      const key = { authorityId, sealedKey, version: 2, passphrase }
      const opened = await newStore(to).open(key)
      expect(opened.signer.publicKey.spki).toEqual(made.publicKey.spki)
      await expect(newStore(from).open(key)).rejects.toMatchObject(damaged)
      expect(() =>
        reseal(made.sealedKey, newAuthorityId(), { from, to, random: randomBytes }),
      ).toThrow('damaged')
    }
  })

  test('of a master key rotated beside a running server is opened after one reload', async () => {
    const [from, to] = [newMasterKey(), newMasterKey()]
    let current = from
    const wanted: string[] = []
    const store = createSealedKeyStore({
      masterKey: () => current,
      reloadMasterKey: (id) => {
        wanted.push(id)
        return (current = to)
      },
      random: randomBytes,
      argon2,
    })
    const authorityId = newAuthorityId()
    const key = { authorityId, passphrase: undefined }
    const made = await store.generate({ ...key, algorithm: 'ECDSA-P256' })
    await store.open({ ...key, sealedKey: made.sealedKey, version: 1 })
    const sealedKey = reseal(made.sealedKey, authorityId, { from, to, random: randomBytes })
    await store.open({ ...key, sealedKey, version: 2 })
    await store.open({ ...key, sealedKey, version: 3 })
    expect(wanted).toEqual([to.id])
    const stranger = newStore()
    const strange = await stranger.generate({ ...key, algorithm: 'ECDSA-P256' })
    await expect(
      store.open({ ...key, sealedKey: strange.sealedKey, version: 4 }),
    ).rejects.toMatchObject(damaged)
    expect(wanted).toHaveLength(2)
  })
})

describe('a sealed secret', () => {
  const octets = new TextEncoder().encode('a small secret')

  test('opens under its own name only', () => {
    const store = newStore()
    const sealed = store.sealSecret('fingerprint', octets)
    expect(Buffer.from(store.openSecret('fingerprint', sealed))).toEqual(Buffer.from(octets))
    expect(() => store.openSecret('fingerprin', sealed)).toThrow('damaged')
    expect(Buffer.from(sealed).includes(Buffer.from(octets))).toBe(false)
  })

  test('is never taken for a CA key, nor a CA key for a secret', async () => {
    const store = newStore()
    const authorityId = newAuthorityId()
    const key = { authorityId, version: 1, passphrase: undefined }
    const { sealedKey } = await store.generate({ ...key, algorithm: 'ECDSA-P256' })
    expect(() => store.openSecret(authorityId, sealedKey)).toThrow('damaged')
    const secret = store.sealSecret(authorityId, octets)
    await expect(store.open({ ...key, sealedKey: secret })).rejects.toThrow('damaged')
  })

  test('is re-sealed under its name', () => {
    const [from, to] = [newMasterKey(), newMasterKey()]
    const sealed = newStore(from).sealSecret('name', octets)
    const again = reseal(sealed, 'name', { from, to, random: randomBytes })
    expect(Buffer.from(newStore(to).openSecret('name', again))).toEqual(Buffer.from(octets))
    expect(() => newStore(from).openSecret('name', again)).toThrow(to.id)
  })

  test.each([[''], ['00'], ['01'], ['0103'], ['ff'.repeat(64)]])(
    'that is none (%s) is refused with a sentence',
    (hex) => {
      const refusal = { name: 'Problem', code: 'internal' }
      expect(() => newStore().openSecret('name', Buffer.from(hex, 'hex'))).toThrow(
        expect.objectContaining(refusal),
      )
    },
  )
})
