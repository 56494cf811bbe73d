import { MAX_AUTHORITY_DEPTH } from '../../pki/certificate-authority.ts'
import type { AuthorityPath, CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import {
  AUTHORITY_COLUMNS,
  AUTHORITY_TABLES,
  authorityFromRow,
  type AuthorityRow,
} from './authority-rows.ts'
import { statement, type Connection, type SqlValue } from '../connection.ts'
import { joinFragments, select, type Fragment } from '../fragment.ts'
import type { SealedAuthorityKey } from './authority-record.ts'
import type { AuthorityFilter } from './authority-store.ts'

const GET = statement(`select ${AUTHORITY_COLUMNS} from ${AUTHORITY_TABLES} where a.id = ?`)
const SEALED_KEY = statement('select sealed, version from authority_keys where authority_id = ?')
const ALL_SEALED_KEYS = statement(`select authority_id, sealed, version from authority_keys
  union all select id, sealed, version from authority_requests order by 1`)

export async function getAuthority(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<CertificateAuthority | undefined> {
  const row = await connection.get<AuthorityRow>(GET, id)
  return row && authorityFromRow(row)
}

/** Three levels at most, so a few point reads beat a recursive query. */
export async function getAuthorityPath(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<AuthorityPath | undefined> {
  const first = await getAuthority(connection, { id })
  if (first === undefined) return undefined
  const above: CertificateAuthority[] = []
  let parentId = first.parentId
  while (parentId !== null) {
    const parent = await getAuthority(connection, { id: parentId })
    if (parent === undefined) throw new Error(`the CA ${parentId} above ${id} is missing`)
    if (above.length === MAX_AUTHORITY_DEPTH) throw new Error(`the CAs above ${id} have no root`)
    above.push(parent)
    parentId = parent.parentId
  }
  return [first, ...above]
}

export async function listAuthorities(
  connection: Connection,
  { filter }: { readonly filter: AuthorityFilter },
): Promise<readonly CertificateAuthority[]> {
  if (filter.ids?.length === 0) return []
  const conditions: Fragment[] = []
  const where = (sql: string, ...parameters: readonly SqlValue[]): void =>
    void conditions.push({ sql, parameters })
  if (filter.ids) where(`a.id in (${filter.ids.map(() => '?').join(', ')})`, ...filter.ids)
  if (filter.workspaceId) where('a.workspace_id = ?', filter.workspaceId)
  if (filter.parentId) where('a.parent_id = ?', filter.parentId)
  if (filter.type) where(`a.parent_id is ${filter.type === 'root' ? 'null' : 'not null'}`)
  if (!filter.includeRevoked) where('a.revoked_at is null')
  const matching = joinFragments(conditions, ' and ')
  const rows = await select<AuthorityRow>(connection, {
    sql: `select ${AUTHORITY_COLUMNS} from ${AUTHORITY_TABLES}
      ${conditions.length > 0 ? `where ${matching.sql}` : ''} order by a.seq`,
    parameters: matching.parameters,
  })
  return rows.map((row) => authorityFromRow(row))
}

export async function getSealedKey(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<SealedAuthorityKey | undefined> {
  const row = await connection.get<{ sealed: Uint8Array; version: number }>(SEALED_KEY, id)
  return row && { authorityId: id, sealedKey: row.sealed, version: row.version }
}

export async function allSealedKeys(
  connection: Connection,
): Promise<readonly SealedAuthorityKey[]> {
  const rows = await connection.all<{ authority_id: Uuid; sealed: Uint8Array; version: number }>(
    ALL_SEALED_KEYS,
  )
  return rows.map((row) => ({
    authorityId: row.authority_id,
    sealedKey: row.sealed,
    version: row.version,
  }))
}
