import { createHmac } from 'node:crypto'
import { createSecretBox, type SecretBox } from '../keys/secret-box.ts'
import type { SealedKeyStore } from '../keys/sealed.ts'
import type { RandomBytes } from '../pki/clock.ts'
import { Problem } from '../pki/problem.ts'
import type { SecretStore } from '../store/store.ts'

/** Tells whether a master key is the one that this database was made with. */
export const MASTER_KEY_CHECK = 'master-key-check'
/** Keys the hashes of request bodies; random rather than derived, so that a rotation does not change them. */
const FINGERPRINT_KEY = 'idempotency-fingerprint'
/** Seals private keys that wait for one download. */
const KEY_LINK_KEY = 'key-links'
/** Seals what people prove themselves with. */
const SIGN_IN_KEY = 'sign-in'
/** Former audit keys, by their id, so that old rows can be verified after a rotation. */
export const AUDIT_KEY_PREFIX = 'audit-key:'

/** @throws Problem `unavailable` when the database was made with another master key */
export async function checkMasterKey(secrets: SecretStore, keys: SealedKeyStore): Promise<void> {
  const known = new TextEncoder().encode('certman')
  const sealed = await secrets.putIfAbsent(
    MASTER_KEY_CHECK,
    keys.sealSecret(MASTER_KEY_CHECK, known),
    [],
  )
  try {
    keys.openSecret(MASTER_KEY_CHECK, sealed)
  } catch (cause) {
    throw new Problem(
      'unavailable',
      'the master key is not the one that this database was made with; restore master.key from your copy of it, or set CERTMAN_MASTER_KEY to the right one',
      { cause },
    )
  }
}

/** @returns a keyed hash of texts, the same across restarts, instances and rotations */
export async function openFingerprint(
  secrets: SecretStore,
  keys: SealedKeyStore,
  random: RandomBytes,
): Promise<(text: string) => string> {
  const fresh = keys.sealSecret(FINGERPRINT_KEY, random(32))
  const key = keys.openSecret(
    FINGERPRINT_KEY,
    await secrets.putIfAbsent(FINGERPRINT_KEY, fresh, []),
  )
  return (text) => createHmac('sha256', key).update(text).digest('base64url')
}

/** @returns what seals private keys that wait for one download, the same across restarts, instances and rotations */
export function openKeyLinkBox(
  secrets: SecretStore,
  keys: SealedKeyStore,
  random: RandomBytes,
): Promise<SecretBox> {
  return openBox(KEY_LINK_KEY, secrets, keys, random)
}

/** The same for the secrets of authenticator apps, and for what stands between two steps of a sign-in. */
export function openSignInBox(
  secrets: SecretStore,
  keys: SealedKeyStore,
  random: RandomBytes,
): Promise<SecretBox> {
  return openBox(SIGN_IN_KEY, secrets, keys, random)
}

async function openBox(
  name: string,
  secrets: SecretStore,
  keys: SealedKeyStore,
  random: RandomBytes,
): Promise<SecretBox> {
  const fresh = keys.sealSecret(name, random(32))
  const key = keys.openSecret(name, await secrets.putIfAbsent(name, fresh, []))
  return createSecretBox(key, random)
}
