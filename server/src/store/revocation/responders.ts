import type { Uuid } from '../../pki/identifier.ts'
import { serialNumberIsTaken } from '../authorities/authority-standing.ts'
import { statement, type Connection } from '../connection.ts'
import type { SealedResponderKey, StoredResponder } from './relying-parties.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

// One that a clock ahead of ours made is valid only later: until then the former one answers.
const CURRENT =
  statement(`select r.certificate_id, r.sealed, r.version, c.serial_number, c.key_hash,
    c.not_before, c.not_after, c.created_at, b.bytes
  from responders r
  join certificates c on c.id = r.certificate_id
  join certificate_bytes b on b.seq = c.seq
  where r.authority_id = ?
  order by case when c.not_before <= ? and c.not_after > ? then 0 else 1 end, r.seq desc limit 1`)
const ALL_KEYS = statement(
  'select certificate_id, sealed, version from responders order by certificate_id',
)
// A responder's certificate is not to be revoked (id-pkix-ocsp-nocheck), but every row is of a list that its CA has.
const ADD_CERTIFICATE = statement(`insert into certificates
    (id, authority_id, serial_number, common_name, search_name, subject_has_common_name, san_dns,
     san_ip, key_algorithm, key_hash, not_before, not_after, validity_days, created_at, issued_at,
     shard)
  values (?, ?, ?, '', '', 0, '[]', '[]', '', ?, ?, ?, 0, ?, ?,
    (select min(shard) from revocation_lists where authority_id = ?))
  returning seq`)
const ADD_BYTES = statement('insert into certificate_bytes (seq, bytes) values (?, ?)')
const ADD = statement(
  'insert into responders (authority_id, certificate_id, sealed, version) values (?, ?, ?, ?)',
)
const FORGET_EXPIRED =
  statement(`delete from responders where authority_id = ? and certificate_id in (
  select c.id from certificates c join responders r on r.certificate_id = c.id
  where r.authority_id = ? and c.not_after < ?)`)

interface ResponderRow {
  readonly certificate_id: Uuid
  readonly sealed: Uint8Array
  readonly version: number
  readonly serial_number: string
  readonly key_hash: Uint8Array
  readonly not_before: number
  readonly not_after: number
  readonly created_at: number
  readonly bytes: Uint8Array
}

export async function currentResponder(
  connection: Connection,
  { authorityId, now }: { readonly authorityId: Uuid; readonly now: number },
): Promise<StoredResponder | undefined> {
  const row = await connection.get<ResponderRow>(CURRENT, authorityId, now, now)
  if (row === undefined) return undefined
  return {
    authorityId,
    certificateId: row.certificate_id,
    serialNumber: row.serial_number,
    certificate: row.bytes,
    keyHash: row.key_hash,
    sealedKey: row.sealed,
    version: row.version,
    validity: { notBefore: row.not_before, notAfter: row.not_after },
    createdAt: row.created_at,
  }
}

export async function allResponderKeys(
  connection: Connection,
): Promise<readonly SealedResponderKey[]> {
  const rows = await connection.all<{
    certificate_id: Uuid
    sealed: Uint8Array
    version: number
  }>(ALL_KEYS)
  return rows.map((row) => ({
    certificateId: row.certificate_id,
    sealedKey: row.sealed,
    version: row.version,
  }))
}

/** The certificate stays for ever; keys whose certificates have ended are of no use to anybody but a thief. */
export async function recordResponder(
  transaction: Transaction,
  { responder, audit }: { readonly responder: StoredResponder; readonly audit: Audit },
): Promise<'recorded' | 'serialTaken'> {
  const { authorityId, serialNumber } = responder
  if (await serialNumberIsTaken(transaction, authorityId, serialNumber)) return 'serialTaken'
  const row = await transaction.get<{ seq: number }>(
    ADD_CERTIFICATE,
    responder.certificateId,
    authorityId,
    serialNumber,
    responder.keyHash,
    responder.validity.notBefore,
    responder.validity.notAfter,
    responder.createdAt,
    responder.createdAt,
    authorityId,
  )
  if (row === undefined) throw new Error('a responder certificate was not added')
  await transaction.run(ADD_BYTES, row.seq, responder.certificate)
  await transaction.run(FORGET_EXPIRED, authorityId, authorityId, transaction.at)
  await transaction.run(
    ADD,
    authorityId,
    responder.certificateId,
    responder.sealedKey,
    responder.version,
  )
  transaction.audit(audit)
  return 'recorded'
}
