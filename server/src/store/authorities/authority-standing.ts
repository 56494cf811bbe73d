import type { Uuid } from '../../pki/identifier.ts'
import { statement } from '../connection.ts'
import type { Transaction } from '../transaction.ts'

const STANDING = statement(
  'select parent_id, workspace_id, revoked_at from authorities where id = ?',
  'for share',
)
const SERIAL_NUMBER = statement(
  'select 1 as taken from certificates where authority_id = ? and serial_number = ?',
)

/**
 * Whether the CA and all above it may still issue, under a lock that a revocation waits for: an issuance is either before
 * it, or refused.
 */
export async function lockedStanding(
  transaction: Transaction,
  id: Uuid,
): Promise<'usable' | 'revoked'> {
  let next: Uuid | null = id
  while (next !== null) {
    const row: { parent_id: Uuid | null; revoked_at: number | null } | undefined =
      await transaction.get(STANDING, next)
    if (row === undefined) throw new Error(`there is no CA ${next}`)
    if (row.revoked_at !== null) return 'revoked'
    next = row.parent_id
  }
  return 'usable'
}

export async function serialNumberIsTaken(
  transaction: Transaction,
  issuerId: Uuid,
  serialNumber: string,
): Promise<boolean> {
  return (await transaction.get(SERIAL_NUMBER, issuerId, serialNumber)) !== undefined
}
