import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RandomBytes } from '../pki/clock.ts'
import { randomBytes } from './crypto.ts'
import { resealEnvelope } from './envelope.ts'
import {
  createMasterKeyFile,
  MASTER_KEY_FILE,
  readMasterKeyFile,
  syncDirectory,
  type MasterKey,
} from './master-key.ts'

/**
 * Rotating the master key is three steps, and a crash between any two leaves a directory that opens:
 *
 *   1 prepareNextMasterKey: the new key lies beside the old one
 *   2 the store exchanges all that was sealed, in one transaction (SecretStore.replaceAll)
 *   3 promoteNextMasterKey: the new key takes the old one's place
 *
 * After a crash between 2 and 3 the database names the next key: `findMasterKey` finds it, and step 3 is done then.
 */
const NEXT_FILE = `${MASTER_KEY_FILE}.next`

/** A key left by a rotation that never came to step 2 has sealed nothing and is replaced. */
export function prepareNextMasterKey(
  directory: string,
  random: RandomBytes = randomBytes,
): MasterKey {
  const path = join(directory, NEXT_FILE)
  rmSync(path, { force: true })
  return createMasterKeyFile(path, random)
}

export function promoteNextMasterKey(directory: string): void {
  renameSync(join(directory, NEXT_FILE), join(directory, MASTER_KEY_FILE))
  syncDirectory(directory)
}

/** @returns the master key with this id, whether it is in its place already or still the next one; else undefined */
export function findMasterKey(directory: string, id: string): MasterKey | undefined {
  for (const name of [MASTER_KEY_FILE, NEXT_FILE]) {
    const path = join(directory, name)
    if (!existsSync(path)) continue
    const key = readMasterKeyFile(path)
    if (key.id === id) return key
  }
  return undefined
}

/** A CA key under another master key. Its passphrase layer stays closed: nobody is asked for the passphrase. */
export function resealAuthorityKey(
  sealedKey: Uint8Array,
  authorityId: string,
  keys: { readonly from: MasterKey; readonly to: MasterKey; readonly random: RandomBytes },
): Uint8Array {
  return resealEnvelope(sealedKey, authorityId, keys)
}

export function resealSecret(
  sealed: Uint8Array,
  name: string,
  keys: { readonly from: MasterKey; readonly to: MasterKey; readonly random: RandomBytes },
): Uint8Array {
  return resealEnvelope(sealed, name, keys)
}
