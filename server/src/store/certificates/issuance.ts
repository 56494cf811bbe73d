import type { Uuid } from '../../pki/identifier.ts'
import { lockedStanding } from '../authorities/authority-standing.ts'
import { isKeyBlocked } from './blocked-keys.ts'
import { statement } from '../connection.ts'
import { fingerprintStart } from './fingerprint.ts'
import { claimKey, completeClaim, releaseClaim } from './idempotency.ts'
import type { Audit } from '../audit/audit.ts'
import type { IntentOutcome, IssuanceIntent, IssuedCertificate } from './certificate-store.ts'
import type { IdempotencyClaim } from './idempotency-store.ts'
import type { Transaction } from '../transaction.ts'

const ORIGINAL = statement('select revoked_at from certificates where id = ?', 'for share')
const ADD_INTENT = statement(`insert into certificates
    (id, authority_id, serial_number, mode, common_name, search_name, subject_has_common_name,
     san_dns, san_ip, key_algorithm, key_hash, not_before, not_after, validity_days, created_at,
     renewed_from_id, shard, channel, issued_by_kind, issued_by_id)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing returning seq`)
const ADD_BYTES = statement('insert into certificate_bytes (seq, bytes) values (?, ?)')
const ISSUE =
  statement(`update certificates set issued_at = ?, listed_at = created_at, fingerprint_start = ?
  where id = ? and issued_at is null returning seq, search_name, san_dns, san_ip, renewed_from_id`)
const REPLACE = statement('update certificates set replaced_by_id = ? where id = ?')
const REPLACE_BYTES = statement('update certificate_bytes set bytes = ? where seq = ?')
const ADD_SEARCH = statement('insert into certificate_search (rowid, search_name) values (?, ?)')

/** Remembers exactly what will be signed, if it may still be. */
export async function recordIntent(
  transaction: Transaction,
  { intent }: { readonly intent: IssuanceIntent },
): Promise<IntentOutcome> {
  const refusal = await refuseIntent(transaction, intent)
  if (refusal) return refusal
  if (intent.idempotency) {
    const earlier = await claimKey(transaction, intent.idempotency)
    if (earlier) return { kind: 'idempotency', earlier }
  }
  const seq = await addIntent(transaction, intent)
  if (seq === undefined) {
    if (intent.idempotency) await releaseClaim(transaction, intent.idempotency)
    return { kind: 'serialTaken' }
  }
  await transaction.run(ADD_BYTES, seq, intent.tbs)
  return { kind: 'recorded' }
}

async function refuseIntent(
  transaction: Transaction,
  { authorityId, workspaceId, keyHash, renewedFromId }: IssuanceIntent,
): Promise<IntentOutcome | undefined> {
  const standing = await lockedStanding(transaction, authorityId)
  if (standing === 'revoked') return { kind: 'authorityRevoked' }
  if (await isKeyBlocked(transaction, { workspaceId, keyHash })) return { kind: 'keyBlocked' }
  if (renewedFromId === null) return undefined
  const original = await transaction.get<{ revoked_at: number | null }>(ORIGINAL, renewedFromId)
  if (original === undefined) throw new Error(`there is no certificate ${renewedFromId} to renew`)
  return original.revoked_at === null ? undefined : { kind: 'originalRevoked' }
}

async function addIntent(
  transaction: Transaction,
  intent: IssuanceIntent,
): Promise<number | undefined> {
  const row = await transaction.get<{ seq: number }>(
    ADD_INTENT,
    intent.id,
    intent.authorityId,
    intent.serialNumber,
    intent.mode,
    intent.commonName,
    intent.commonName.toLowerCase(),
    intent.subjectHasCommonName ? 1 : 0,
    JSON.stringify(intent.sanDns),
    JSON.stringify(intent.sanIp),
    intent.keyAlgorithm,
    intent.keyHash,
    intent.validity.notBefore,
    intent.validity.notAfter,
    intent.validityDays,
    intent.createdAt,
    intent.renewedFromId,
    intent.shard,
    intent.origin.channel,
    intent.origin.by.kind,
    intent.origin.by.id,
  )
  return row?.seq
}

/** Turns the intent into a certificate, and its idempotency claim into the answer that replays get. */
export async function recordCertificate(
  transaction: Transaction,
  { issued, audit }: { readonly issued: IssuedCertificate; readonly audit: Audit },
): Promise<'recorded' | 'claimLost'> {
  if (issued.idempotency) {
    const { claim, response } = issued.idempotency
    if (!(await completeClaim(transaction, claim, response))) return 'claimLost'
  }
  const row = await transaction.get<IssuedRow>(
    ISSUE,
    issued.issuedAt,
    fingerprintStart(issued.certificate),
    issued.id,
  )
  if (row === undefined) throw new Error(`there is no open intent ${issued.id}`)
  await transaction.run(REPLACE_BYTES, issued.certificate, row.seq)
  if (transaction.dialect === 'sqlite')
    await transaction.run(ADD_SEARCH, row.seq, searchedNames(row))
  if (row.renewed_from_id !== null) await transaction.run(REPLACE, issued.id, row.renewed_from_id)
  transaction.audit(audit)
  return 'recorded'
}

interface IssuedRow {
  readonly seq: number
  readonly search_name: string
  readonly san_dns: string
  readonly san_ip: string
  readonly renewed_from_id: Uuid | null
}

/** What the trigram index knows of a certificate: the common name, and the alternative names that are others. */
function searchedNames(row: IssuedRow): string {
  const alone = `["${row.search_name}"]`
  if (row.san_ip === '[]' && row.san_dns === alone) return row.search_name
  // JSON that we wrote ourselves.
  const names = [row.san_dns, row.san_ip].flatMap((text) => JSON.parse(text) as string[])
  return [row.search_name, ...names.filter((name) => name !== row.search_name)].join(' ')
}

/** The intent stays, since a signature may exist; only the idempotency key becomes free again. */
export async function abandonIntent(
  transaction: Transaction,
  { claim }: { readonly claim: IdempotencyClaim | null },
): Promise<void> {
  if (claim) await releaseClaim(transaction, claim)
}
