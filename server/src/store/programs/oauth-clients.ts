import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { OAuthClient } from './oauth-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const COLUMNS =
  'id, workspace_id, name, metadata, secret_hash, created_at, expires_at, last_used_at'
const GET = statement(`select ${COLUMNS} from oauth_clients where id = ?`)
const LIST = statement(
  `select ${COLUMNS} from oauth_clients where workspace_id = ? order by created_at, id`,
)
const COUNT = statement('select count(*) as total from oauth_clients where workspace_id is null')
const CREATE = statement(`insert into oauth_clients (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)`)
const REPLACE_SECRET = statement('update oauth_clients set secret_hash = ? where id = ?')
const DELETE = statement('delete from oauth_clients where id = ?')
const DROP_ARTIFACTS = statement(`delete from oauth_artifacts where grant_id in (
  select id from oauth_grants where client_id = ? and ended_at is null)`)
const END_GRANTS = statement(
  'update oauth_grants set ended_at = ? where client_id = ? and ended_at is null',
)

interface ClientRow {
  readonly id: string
  readonly workspace_id: Uuid | null
  readonly name: string
  readonly metadata: string
  readonly secret_hash: Uint8Array | null
  readonly created_at: number
  readonly expires_at: number | null
  readonly last_used_at: number | null
}

export async function getOAuthClient(
  connection: Connection,
  { id }: { readonly id: string },
): Promise<OAuthClient | undefined> {
  const row = await connection.get<ClientRow>(GET, id)
  return row && clientFromRow(row)
}

export async function listOAuthClients(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid },
): Promise<readonly OAuthClient[]> {
  return (await connection.all<ClientRow>(LIST, workspaceId)).map((row) => clientFromRow(row))
}

export async function countRegisteredOAuthClients(connection: Connection): Promise<number> {
  const row = await connection.get<{ readonly total: number }>(COUNT)
  return row?.total ?? 0
}

function clientFromRow(row: ClientRow): OAuthClient {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    metadata: row.metadata,
    secretHash: row.secret_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }
}

export async function createOAuthClient(
  transaction: Transaction,
  { client, audit }: { readonly client: OAuthClient; readonly audit: Audit },
): Promise<void> {
  const { id, workspaceId, name, metadata, secretHash, createdAt, expiresAt, lastUsedAt } = client
  await transaction.run(
    CREATE,
    id,
    workspaceId,
    name,
    metadata,
    secretHash,
    createdAt,
    expiresAt,
    lastUsedAt,
  )
  transaction.audit(audit)
}

export async function replaceOAuthSecret(
  transaction: Transaction,
  {
    id,
    secretHash,
    audit,
  }: { readonly id: string; readonly secretHash: Uint8Array; readonly audit: Audit },
): Promise<'replaced' | 'notFound'> {
  if ((await transaction.run(REPLACE_SECRET, secretHash, id)) === 0) return 'notFound'
  transaction.audit(audit)
  return 'replaced'
}

export async function deleteOAuthClient(
  transaction: Transaction,
  { id, at, audit }: { readonly id: string; readonly at: number; readonly audit: Audit },
): Promise<number | 'notFound'> {
  if ((await transaction.run(DELETE, id)) === 0) return 'notFound'
  await transaction.run(DROP_ARTIFACTS, id)
  const ended = await transaction.run(END_GRANTS, at, id)
  transaction.audit(audit)
  return ended
}
