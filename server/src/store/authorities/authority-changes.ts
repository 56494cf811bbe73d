import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Revocation } from '../../pki/revocation.ts'
import { inherit } from './authority-inheritance.ts'
import { lockedStanding, serialNumberIsTaken } from './authority-standing.ts'
import { blockKey } from '../certificates/blocked-keys.ts'
import { statement } from '../connection.ts'
import { decideRevocation, revocationEvents, type RevocableRow } from '../revocation/revocation.ts'
import { addShards } from '../revocation/revocation-lists.ts'
import {
  announceChange,
  holdStatusFeed,
  reserveNumber,
  type ListedRow,
} from '../revocation/status-changes.ts'
import type { AuthorityCertificate } from './authority-record.ts'
import type { Audit } from '../audit/audit.ts'
import type { NewAuthority } from './authority-store.ts'
import type { ReservedNumber, RevokeOutcome } from '../revocation/revocation-outcome.ts'
import type { Transaction } from '../transaction.ts'

const ADD_AUTHORITY = statement(`insert into authorities
    (id, workspace_id, parent_id, name, common_name, organization, organizational_unit, country,
     state, locality, key_algorithm, created_at, has_passphrase, depth, path_length, shards,
     certificate_id)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
const ADD_KEY = statement(
  'insert into authority_keys (authority_id, sealed, version) values (?, ?, 1)',
)
const ADD_CERTIFICATE = statement(`insert into certificates
    (id, authority_id, subject_authority_id, serial_number, common_name, search_name,
     subject_has_common_name, san_dns, san_ip, key_algorithm, key_hash, not_before, not_after,
     validity_days, created_at, issued_at, shard)
  values (?, ?, ?, ?, ?, ?, 1, '[]', '[]', ?, ?, ?, ?, 0, ?, ?, ?)
  returning seq`)
const ADD_BYTES = statement('insert into certificate_bytes (seq, bytes) values (?, ?)')
const CHANGE_CERTIFICATE = statement('update authorities set certificate_id = ? where id = ?')
const NAME_AND_KEY = statement(
  'select common_name, key_algorithm from authorities where id = ?',
  'for update',
)
const LOCK = statement(
  `select a.revoked_at, a.revocation_reason, a.workspace_id, a.certificate_id, c.key_hash
  from authorities a join certificates c on c.id = a.certificate_id where a.id = ?`,
  'for update of a, c',
)
const REVOKE = statement(
  'update authorities set revoked_at = ?, revocation_reason = ? where id = ?',
)
// Former certificates are of the same key: while they last, a chain through them would verify.
const CERTIFICATES = statement(
  `select id, authority_id, shard, serial_number from certificates
  where subject_authority_id = ? and (id = ? or not_after > ?) order by seq`,
  'for update',
)
const REVOKE_CERTIFICATE = statement(
  'update certificates set revoked_at = ?, revocation_reason = ?, revocation_number = ? where id = ?',
)

export async function createAuthority(
  transaction: Transaction,
  { created, audit }: { readonly created: NewAuthority; readonly audit: Audit },
): Promise<'created' | 'serialTaken' | 'parentRevoked'> {
  const outcome = await placeAuthority(transaction, created, async () => {
    await transaction.run(ADD_KEY, created.authority.id, created.sealedKey)
  })
  if (outcome === 'created') transaction.audit(audit)
  return outcome
}

/** @param addKey runs when nothing stands in the way any more */
export async function placeAuthority(
  transaction: Transaction,
  { authority, certificate, inherited }: Omit<NewAuthority, 'sealedKey'>,
  addKey: () => Promise<void>,
): Promise<'created' | 'serialTaken' | 'parentRevoked'> {
  if (authority.parentId !== null) {
    const standing = await lockedStanding(transaction, authority.parentId)
    if (standing !== 'usable') return 'parentRevoked'
  }
  if (await serialNumberIsTaken(transaction, certificate.issuerId, certificate.serialNumber)) {
    return 'serialTaken'
  }
  await addAuthority(transaction, authority, certificate.certificateId)
  await addShards(transaction, authority.id, authority.shards)
  await addKey()
  await addCertificate(transaction, authority.id, authority, certificate)
  if (inherited) await inherit(transaction, authority, inherited)
  return 'created'
}

export async function renewAuthority(
  transaction: Transaction,
  {
    id,
    certificate,
    audit,
  }: {
    readonly id: Uuid
    readonly certificate: AuthorityCertificate
    readonly audit: Audit
  },
): Promise<'renewed' | 'serialTaken' | 'revoked'> {
  const row = await transaction.get<{ common_name: string; key_algorithm: string }>(
    NAME_AND_KEY,
    id,
  )
  if (row === undefined) throw new Error(`there is no CA ${id} to renew`)
  if ((await lockedStanding(transaction, id)) !== 'usable') return 'revoked'
  if (await serialNumberIsTaken(transaction, certificate.issuerId, certificate.serialNumber)) {
    return 'serialTaken'
  }
  const subject = { commonName: row.common_name, keyAlgorithm: row.key_algorithm }
  await addCertificate(transaction, id, subject, certificate)
  await transaction.run(CHANGE_CERTIFICATE, certificate.certificateId, id)
  transaction.audit(audit)
  return 'renewed'
}

/** The CA, and its certificates in its issuer's records, as one. */
export async function revokeAuthority(
  transaction: Transaction,
  {
    id,
    revocation,
    audit,
  }: { readonly id: Uuid; readonly revocation: Revocation; readonly audit: Audit },
): Promise<RevokeOutcome> {
  await holdStatusFeed(transaction)
  const row = await transaction.get<
    RevocableRow & { workspace_id: Uuid; certificate_id: Uuid; key_hash: Uint8Array }
  >(LOCK, id)
  if (row === undefined) return { kind: 'notFound' }
  const outcome = decideRevocation(row, revocation)
  if (outcome.kind !== 'revoked') return outcome
  const { revokedAt, reason } = outcome.revocation
  await transaction.run(REVOKE, revokedAt, reason, id)
  const list = await revokeCertificates(transaction, id, row.certificate_id, outcome.revocation)
  if (reason === 'keyCompromise') {
    await blockKey(transaction, row.workspace_id, row.key_hash, revocation.revokedAt)
  }
  transaction.audit(revocationEvents(audit, outcome))
  return { ...outcome, list }
}

/** @returns what the list has at least that tells of the current one */
async function revokeCertificates(
  transaction: Transaction,
  id: Uuid,
  currentId: Uuid,
  { revokedAt, reason }: Revocation,
): Promise<ReservedNumber> {
  let current: ReservedNumber | undefined
  const rows = await transaction.all<ListedRow & { id: Uuid }>(
    CERTIFICATES,
    id,
    currentId,
    transaction.at,
  )
  for (const row of rows) {
    const list = await reserveNumber(transaction, row, transaction.at)
    await transaction.run(REVOKE_CERTIFICATE, revokedAt, reason, list.number, row.id)
    await announceChange(transaction, row)
    if (row.id === currentId) current = list
  }
  if (current === undefined) throw new Error(`the CA ${id} has no certificate`)
  return current
}

async function addAuthority(
  transaction: Transaction,
  authority: CertificateAuthority,
  certificateId: Uuid,
): Promise<void> {
  await transaction.run(
    ADD_AUTHORITY,
    authority.id,
    authority.workspaceId,
    authority.parentId,
    authority.name,
    authority.commonName,
    authority.organization,
    authority.organizationalUnit,
    authority.country,
    authority.state,
    authority.locality,
    authority.keyAlgorithm,
    authority.createdAt,
    authority.hasPassphrase ? 1 : 0,
    authority.depth,
    authority.pathLength,
    authority.shards,
    certificateId,
  )
}

async function addCertificate(
  transaction: Transaction,
  subjectId: Uuid,
  subject: { readonly commonName: string; readonly keyAlgorithm: string },
  certificate: AuthorityCertificate,
): Promise<void> {
  const row = await transaction.get<{ seq: number }>(
    ADD_CERTIFICATE,
    certificate.certificateId,
    certificate.issuerId,
    subjectId,
    certificate.serialNumber,
    subject.commonName,
    subject.commonName.toLowerCase(),
    subject.keyAlgorithm,
    certificate.keyHash,
    certificate.validity.notBefore,
    certificate.validity.notAfter,
    certificate.createdAt,
    certificate.isForeign === true ? null : certificate.createdAt,
    certificate.shard,
  )
  if (row === undefined) throw new Error('a CA certificate was not added')
  await transaction.run(ADD_BYTES, row.seq, certificate.certificate)
}
