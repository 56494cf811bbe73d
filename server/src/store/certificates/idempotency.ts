import { statement, type Connection } from '../connection.ts'
import type { EarlierRequest, IdempotencyClaim, IdempotencyScope } from './idempotency-store.ts'
import type { Transaction } from '../transaction.ts'

/** The holder of a claim that is older has died: issuing takes milliseconds. */
const RUNNING_MILLISECONDS = 30_000
/** The contract: "Keys expire after 24 hours". */
const COMPLETED_MILLISECONDS = 24 * 3_600_000
/** Bounds how long one clean-up holds the writer. */
const PRUNE_LIMIT = 500

const FIND = statement(`select fingerprint, claimed_at, completed_at, response from idempotency
  where credential_id = ? and route = ? and idempotency_key = ?`)
// A key that is taken is left as it is; a stale one changes hands.
const CLAIM = statement(`insert into idempotency
    (credential_id, route, idempotency_key, fingerprint, claim_id, claimed_at)
  values (?, ?, ?, ?, ?, ?)
  on conflict (credential_id, route, idempotency_key) do update set
    fingerprint = excluded.fingerprint, claim_id = excluded.claim_id,
    claimed_at = excluded.claimed_at, completed_at = null, response = null
  where (idempotency.completed_at is null
      and idempotency.claimed_at <= excluded.claimed_at - ${RUNNING_MILLISECONDS})
    or idempotency.completed_at <= excluded.claimed_at - ${COMPLETED_MILLISECONDS}`)
const COMPLETE = statement(`update idempotency set completed_at = ?, response = ?
  where credential_id = ? and route = ? and idempotency_key = ?
    and claim_id = ? and completed_at is null`)
const RELEASE = statement(`delete from idempotency
  where credential_id = ? and route = ? and idempotency_key = ?
    and claim_id = ? and completed_at is null`)
const FREE_RUNNING = statement('delete from idempotency where completed_at is null')
const PRUNE_COMPLETED = statement(`delete from idempotency
  where (credential_id, route, idempotency_key) in (
    select credential_id, route, idempotency_key from idempotency
    where completed_at is not null and completed_at <= ? limit ${PRUNE_LIMIT})`)
const PRUNE_RUNNING = statement(`delete from idempotency
  where (credential_id, route, idempotency_key) in (
    select credential_id, route, idempotency_key from idempotency
    where completed_at is null and claimed_at <= ? limit ${PRUNE_LIMIT})`)

interface FoundRow {
  readonly fingerprint: string
  readonly claimed_at: number
  readonly completed_at: number | null
  readonly response: string | null
}

export async function findEarlierRequest(
  connection: Connection,
  { scope, now }: { readonly scope: IdempotencyScope; readonly now: number },
): Promise<EarlierRequest | undefined> {
  const row = await connection.get<FoundRow>(FIND, scope.credentialId, scope.route, scope.key)
  if (row === undefined || isFree(row, now)) return undefined
  return earlierRequest(row)
}

function isFree(row: FoundRow, now: number): boolean {
  if (row.completed_at === null) return row.claimed_at <= now - RUNNING_MILLISECONDS
  return row.completed_at <= now - COMPLETED_MILLISECONDS
}

function earlierRequest({ fingerprint, response }: FoundRow): EarlierRequest {
  if (response === null) return { kind: 'running', fingerprint }
  return { kind: 'completed', fingerprint, response }
}

/** @returns who holds the key, or undefined when the claim was granted */
export async function claimKey(
  transaction: Transaction,
  claim: IdempotencyClaim,
): Promise<EarlierRequest | undefined> {
  const { credentialId, route, key, fingerprint, claimId, claimedAt } = claim
  const granted = await transaction.run(
    CLAIM,
    credentialId,
    route,
    key,
    fingerprint,
    claimId,
    claimedAt,
  )
  if (granted === 1) return undefined
  const row = await transaction.get<FoundRow>(FIND, credentialId, route, key)
  if (row === undefined) throw new Error('an idempotency key was neither free nor taken')
  return earlierRequest(row)
}

/** @returns false when another request has taken the key over */
export async function completeClaim(
  transaction: Transaction,
  claim: IdempotencyClaim,
  response: string,
): Promise<boolean> {
  const { credentialId, route, key, claimId } = claim
  const completed = await transaction.run(
    COMPLETE,
    transaction.at,
    response,
    credentialId,
    route,
    key,
    claimId,
  )
  return completed === 1
}

export async function releaseClaim(
  transaction: Transaction,
  claim: IdempotencyClaim,
): Promise<void> {
  const { credentialId, route, key, claimId } = claim
  await transaction.run(RELEASE, credentialId, route, key, claimId)
}

/** For a server that has its database to itself: whoever held a running claim is dead. */
export async function freeRunningClaims(connection: Connection): Promise<void> {
  await connection.run(FREE_RUNNING)
}

export async function pruneIdempotency(
  transaction: Transaction,
  { now }: { readonly now: number },
): Promise<number> {
  const expiry = now - COMPLETED_MILLISECONDS
  const completed = await transaction.run(PRUNE_COMPLETED, expiry)
  return completed + (await transaction.run(PRUNE_RUNNING, expiry))
}
