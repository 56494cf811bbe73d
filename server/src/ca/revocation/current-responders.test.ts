import { beforeEach, expect, test } from 'vitest'
import { hash, rootAuthority } from '../../../../x509/src/_keys.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { StoredResponder } from '../../store/revocation/relying-parties.ts'
import { CurrentResponders } from './current-responders.ts'

const A = '00000000-0000-4000-8000-00000000000a' as Uuid
const B = '00000000-0000-4000-8000-00000000000b' as Uuid
const { certificate } = rootAuthority()

let now = 0
let reads = 0
let stored: StoredResponder | undefined
let responders: CurrentResponders

beforeEach(() => {
  now = 1_000_000
  reads = 0
  // What is read of it here; the rest is only handed on.
  stored = { certificate: certificate.der, version: 1 } as StoredResponder
  const current = async (): Promise<StoredResponder | undefined> => {
    reads += 1
    return stored
  }
  responders = new CurrentResponders({ current }, hash, { now: () => now })
})

test('RFC 6960 §4.2.1: the name of a responder is the SHA-1 of its key', async () => {
  const responder = await responders.of(A)
  expect(responder?.nameHash).toEqual(hash('SHA-1', certificate.publicKey.keyBits))
})

test('is read once in a second, for each CA', async () => {
  for (let time = 0; time < 3; time++) await responders.of(A)
  expect(reads).toBe(1)
  await responders.of(B)
  expect(reads).toBe(2)
  stored = { certificate: certificate.der, version: 2 } as StoredResponder
  now += 999
  expect((await responders.of(A))?.version).toBe(1)
  now += 1
  expect((await responders.of(A))?.version).toBe(2)
})

test('a clock that was set back keeps nothing alive', async () => {
  await responders.of(A)
  stored = { certificate: certificate.der, version: 2 } as StoredResponder
  now -= 1
  expect((await responders.of(A))?.version).toBe(2)
})

test('a CA without one is asked about again at once', async () => {
  const made = stored
  stored = undefined
  expect(await responders.of(A)).toBeUndefined()
  stored = made
  expect((await responders.of(A))?.version).toBe(1)
})
