import type { Uuid } from '../../pki/identifier.ts'
import { statement } from '../connection.ts'
import { strengthenSession } from './sessions.ts'
import type { SignInStore } from './sign-in-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const IN_FORCE = statement(
  'select 1 as found from one_time_codes where user_id = ? and confirmed_at is not null',
)
const OFFER = statement(`insert into one_time_codes (user_id, sealed, confirmed_at, last_step)
  values (?, ?, null, 0) on conflict (user_id) do update set sealed = excluded.sealed`)
const CONFIRM = statement(`update one_time_codes set confirmed_at = ?, last_step = ?
  where user_id = ? and confirmed_at is null`)
const USE = statement(`update one_time_codes set last_step = ?
  where user_id = ? and confirmed_at is not null and last_step < ?`)
const REMOVE = statement('delete from one_time_codes where user_id = ?')
const ADD_CODE = statement('insert into recovery_codes (user_id, code_hash) values (?, ?)')
const REMOVE_CODES = statement('delete from recovery_codes where user_id = ?')
const USE_CODE = statement('delete from recovery_codes where user_id = ? and code_hash = ?')

export async function offerOneTimeCode(
  transaction: Transaction,
  { userId, sealed }: { readonly userId: Uuid; readonly sealed: Uint8Array },
): Promise<'offered' | 'inForce'> {
  if ((await transaction.get(IN_FORCE, userId)) !== undefined) return 'inForce'
  await transaction.run(OFFER, userId, sealed)
  return 'offered'
}

export async function confirmOneTimeCode(
  transaction: Transaction,
  {
    confirmation,
    audit,
  }: {
    readonly confirmation: Parameters<SignInStore['confirmOneTimeCode']>[0]
    readonly audit: Audit
  },
): Promise<'confirmed' | 'notOffered'> {
  const { userId, sessionId, step, at, recoveryCodeHashes } = confirmation
  if ((await transaction.run(CONFIRM, at, step, userId)) === 0) return 'notOffered'
  await exchangeCodes(transaction, userId, recoveryCodeHashes)
  await strengthenSession(transaction, sessionId)
  transaction.audit(audit)
  return 'confirmed'
}

export async function useOneTimeCode(
  transaction: Transaction,
  { userId, step }: { readonly userId: Uuid; readonly step: number },
): Promise<'used' | 'replayed'> {
  return (await transaction.run(USE, step, userId, step)) === 0 ? 'replayed' : 'used'
}

export async function removeOneTimeCode(
  transaction: Transaction,
  { userId, audit }: { readonly userId: Uuid; readonly audit: Audit },
): Promise<'removed' | 'notFound'> {
  if ((await transaction.run(REMOVE, userId)) === 0) return 'notFound'
  await transaction.run(REMOVE_CODES, userId)
  transaction.audit(audit)
  return 'removed'
}

export async function replaceRecoveryCodes(
  transaction: Transaction,
  {
    userId,
    hashes,
    audit,
  }: { readonly userId: Uuid; readonly hashes: readonly Uint8Array[]; readonly audit: Audit },
): Promise<void> {
  await exchangeCodes(transaction, userId, hashes)
  transaction.audit(audit)
}

export async function useRecoveryCode(
  transaction: Transaction,
  {
    userId,
    hash,
    audit,
  }: { readonly userId: Uuid; readonly hash: Uint8Array; readonly audit: Audit },
): Promise<'used' | 'unknown'> {
  if ((await transaction.run(USE_CODE, userId, hash)) === 0) return 'unknown'
  transaction.audit(audit)
  return 'used'
}

async function exchangeCodes(
  transaction: Transaction,
  userId: Uuid,
  hashes: readonly Uint8Array[],
): Promise<void> {
  await transaction.run(REMOVE_CODES, userId)
  for (const hash of hashes) await transaction.run(ADD_CODE, userId, hash)
}
