import { argon2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { randomBytes } from './crypto.ts'
import { decryptGcm } from './aes-gcm.ts'
import { passphraseFrom } from './passphrase.ts'
import { ARGON2_PARAMETERS, createPassphraseLayer } from './passphrase-layer.ts'

const WEAK = { memoryKiB: 8, passes: 1, lanes: 1 }
const PLAINTEXT = new TextEncoder().encode('PKCS#8')

describe('the passphrase layer', () => {
  test('costs 64 MiB and three passes unless told otherwise', async () => {
    expect(ARGON2_PARAMETERS).toEqual({ memoryKiB: 65_536, passes: 3, lanes: 1 })
    const layer = createPassphraseLayer(randomBytes)
    const sealed = await layer.seal(PLAINTEXT, passphraseFrom('right'), 'ca')
    const opened = await layer.open(sealed, passphraseFrom('right'), 'ca')
    expect(Buffer.from(opened!).toString()).toBe('PKCS#8')
    expect(await layer.open(sealed, passphraseFrom('wrong'), 'ca')).toBeUndefined()
  })

  test('is argon2id and AES-256-GCM as its form says', async () => {
    const layer = createPassphraseLayer(randomBytes, { memoryKiB: 16, passes: 2, lanes: 1 })
    const sealed = Buffer.from(await layer.seal(PLAINTEXT, passphraseFrom('right'), 'ca'))
    expect(sealed.subarray(0, 13).toString('hex')).toBe('01000000100000000200000001')
    const key = argon2Sync('argon2id', {
      message: 'right',
      nonce: sealed.subarray(13, 29),
      memory: 16,
      passes: 2,
      parallelism: 1,
      tagLength: 32,
    })
    const associatedData = Buffer.concat([sealed.subarray(0, 41), Buffer.from('ca')])
    const context = { key, nonce: sealed.subarray(29, 41), associatedData }
    expect(Buffer.from(decryptGcm(context, sealed.subarray(41))!).toString()).toBe('PKCS#8')
  })

  test('opens with the parameters it was made with, not with those of today', async () => {
    const sealed = await createPassphraseLayer(randomBytes, WEAK).seal(
      PLAINTEXT,
      passphraseFrom('right'),
      'ca',
    )
    const today = createPassphraseLayer(randomBytes, { memoryKiB: 32, passes: 2, lanes: 2 })
    expect(await today.open(sealed, passphraseFrom('right'), 'ca')).toBeDefined()
  })

  test('belongs to one CA, and never repeats a salt', async () => {
    const layer = createPassphraseLayer(randomBytes, WEAK)
    const one = await layer.seal(PLAINTEXT, passphraseFrom('right'), 'ca')
    const other = await layer.seal(PLAINTEXT, passphraseFrom('right'), 'ca')
    expect(one.subarray(13, 29)).not.toEqual(other.subarray(13, 29))
    expect(await layer.open(one, passphraseFrom('right'), 'another')).toBeUndefined()
  })

  test('refuses the many instead of piling them up, and recovers', async () => {
    const layer = createPassphraseLayer(randomBytes, WEAK, { concurrency: 1, waiting: 2 })
    const attempt = () => layer.seal(PLAINTEXT, passphraseFrom('right'), 'ca')
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, attempt))
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ])
    expect(outcomes[4]).toMatchObject({ reason: { code: 'unavailable', retryAfterSeconds: 5 } })
    await expect(attempt()).resolves.toBeDefined()
  })
})
