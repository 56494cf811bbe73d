import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { placeAuthority, renewAuthority } from './authority-changes.ts'
import { putIssuers } from './authority-inheritance.ts'
import type { AuthorityRequest, Inheritance } from './authority-requests-store.ts'
import { statement, type Connection } from '../connection.ts'
import type { AuthorityCertificate, SealedAuthorityKey } from './authority-record.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

interface RequestRow {
  readonly id: Uuid
  readonly workspace_id: Uuid
  readonly name: string
  readonly common_name: string
  readonly key_algorithm: string
  readonly has_passphrase: number
  readonly request: Uint8Array
  readonly created_at: number
}

const COLUMNS =
  'id, workspace_id, name, common_name, key_algorithm, has_passphrase, request, created_at'
const GET = statement(`select ${COLUMNS} from authority_requests where id = ?`)
const LIST = statement(
  `select ${COLUMNS} from authority_requests where workspace_id = ? order by created_at desc, id`,
)
const SEALED_KEY = statement('select sealed, version from authority_requests where id = ?')
const ADD = statement(`insert into authority_requests (${COLUMNS}, sealed, version)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`)
const LOCK = statement('select id from authority_requests where id = ?', 'for update')
const MOVE_KEY = statement(`insert into authority_keys (authority_id, sealed, version)
  select id, sealed, version from authority_requests where id = ?`)
const REMOVE = statement('delete from authority_requests where id = ?')
const LIST_SIZES =
  statement(`select b.shard, length(b.der) + coalesce(b.base_to - b.base_from, 0) as octets from revocation_list_bytes b
  join revocation_lists l on l.authority_id = b.authority_id and l.shard = b.shard
    and l.published_number = b.number
  where b.authority_id = ? order by b.shard`)

export async function getAuthorityRequest(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<AuthorityRequest | undefined> {
  const row = await connection.get<RequestRow>(GET, id)
  return row && requestFromRow(row)
}

export async function listAuthorityRequests(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid },
): Promise<readonly AuthorityRequest[]> {
  return (await connection.all<RequestRow>(LIST, workspaceId)).map(requestFromRow)
}

export async function getSealedRequestKey(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<SealedAuthorityKey | undefined> {
  const row = await connection.get<{ sealed: Uint8Array; version: number }>(SEALED_KEY, id)
  return row && { authorityId: id, sealedKey: row.sealed, version: row.version }
}

export async function createAuthorityRequest(
  transaction: Transaction,
  {
    request,
    sealedKey,
    audit,
  }: {
    readonly request: AuthorityRequest
    readonly sealedKey: Uint8Array
    readonly audit: Audit
  },
): Promise<'created'> {
  await transaction.run(
    ADD,
    request.id,
    request.workspaceId,
    request.name,
    request.commonName,
    request.keyAlgorithm,
    request.hasPassphrase ? 1 : 0,
    request.request,
    request.createdAt,
    sealedKey,
  )
  transaction.audit(audit)
  return 'created'
}

export async function completeAuthorityRequest(
  transaction: Transaction,
  {
    completed,
    audit,
  }: {
    readonly completed: {
      readonly authority: CertificateAuthority
      readonly certificate: AuthorityCertificate
      readonly inherited: Inheritance
    }
    readonly audit: Audit
  },
): Promise<'created' | 'serialTaken' | 'parentRevoked' | 'gone'> {
  const { id } = completed.authority
  if ((await transaction.get(LOCK, id)) === undefined) return 'gone'
  const outcome = await placeAuthority(transaction, completed, async () => {
    await transaction.run(MOVE_KEY, id)
  })
  if (outcome !== 'created') return outcome
  await transaction.run(REMOVE, id)
  transaction.audit(audit)
  return 'created'
}

export async function removeAuthorityRequest(
  transaction: Transaction,
  { id, audit }: { readonly id: Uuid; readonly audit: Audit },
): Promise<'removed' | 'gone'> {
  if ((await transaction.run(REMOVE, id)) === 0) return 'gone'
  transaction.audit(audit)
  return 'removed'
}

export async function replaceAuthorityIssuers(
  transaction: Transaction,
  {
    authorityId,
    certificate,
    issuers,
    audit,
  }: {
    readonly authorityId: Uuid
    readonly certificate: AuthorityCertificate
    readonly issuers: readonly Uint8Array[]
    readonly audit: Audit
  },
): Promise<'renewed' | 'serialTaken' | 'revoked'> {
  const outcome = await renewAuthority(transaction, { id: authorityId, certificate, audit })
  if (outcome === 'renewed') await putIssuers(transaction, authorityId, issuers)
  return outcome
}

export async function listSizes(
  connection: Connection,
  { authorityId }: { readonly authorityId: Uuid },
): Promise<readonly { readonly shard: number; readonly octets: number }[]> {
  const rows = await connection.all<{ shard: number; octets: number }>(LIST_SIZES, authorityId)
  return rows.map(({ shard, octets }) => ({ shard, octets }))
}

function requestFromRow(row: RequestRow): AuthorityRequest {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    commonName: row.common_name,
    keyAlgorithm: row.key_algorithm,
    hasPassphrase: row.has_passphrase === 1,
    request: row.request,
    createdAt: row.created_at,
  }
}
