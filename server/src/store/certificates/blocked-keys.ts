import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'

const IS_BLOCKED = statement(
  'select 1 as blocked from blocked_keys where workspace_id = ? and key_hash = ?',
)
const BLOCK = statement(`insert into blocked_keys (workspace_id, key_hash, blocked_at)
  values (?, ?, ?) on conflict do nothing`)

/** A key that was revoked for keyCompromise is never certified again in its workspace. */
export async function isKeyBlocked(
  connection: Connection,
  { workspaceId, keyHash }: { readonly workspaceId: Uuid; readonly keyHash: Uint8Array },
): Promise<boolean> {
  return (await connection.get(IS_BLOCKED, workspaceId, keyHash)) !== undefined
}

export async function blockKey(
  connection: Connection,
  workspaceId: Uuid,
  keyHash: Uint8Array,
  at: number,
): Promise<void> {
  await connection.run(BLOCK, workspaceId, keyHash, at)
}
