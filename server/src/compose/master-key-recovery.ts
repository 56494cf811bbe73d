import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { MASTER_KEY_FILE, readMasterKeyFile } from '../keys/master-key.ts'
import { findMasterKey, promoteNextMasterKey } from '../keys/master-key-rotation.ts'
import { holdSealing } from '../store/sealing-lock.ts'

/**
 * Ends a rotation of the master key that a crash cut short after the database had been sealed anew: the next key takes
 * its place. One that came less far has changed nothing; its key is left to the next rotation, which replaces it, since
 * that rotation may be running at this moment.
 * @param inUse asks the database for the id of the master key that it is sealed under; only when there is a next key
 */
export async function finishRotation(
  directory: string,
  inUse: () => Promise<string | undefined>,
): Promise<void> {
  if (!existsSync(join(directory, `${MASTER_KEY_FILE}.next`))) return
  const id = await inUse()
  if (id === undefined || isInPlace(directory, id)) return
  using _lock = holdSealing(directory)
  // Whoever held the lock may have ended it meanwhile.
  if (isInPlace(directory, id) || findMasterKey(directory, id) === undefined) return
  promoteNextMasterKey(directory)
}

function isInPlace(directory: string, id: string): boolean {
  return readMasterKeyFile(join(directory, MASTER_KEY_FILE)).id === id
}
