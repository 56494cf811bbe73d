import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { OAuthArtifact } from './oauth-store.ts'
import type { Transaction } from '../transaction.ts'

/** Bounds how long one clean-up holds the writer. */
const PRUNE_LIMIT = 500
/** What ended stays to be looked at for as long as a refresh token would have lived. */
const KEPT_MILLISECONDS = 30 * 86_400_000

const COLUMNS = 'kind, id_hash, user_code_hash, grant_id, payload, expires_at, consumed_at'
const FIND = statement(`select ${COLUMNS} from oauth_artifacts where kind = ? and id_hash = ?`)
const FIND_BY_USER_CODE = statement(
  `select ${COLUMNS} from oauth_artifacts where user_code_hash = ?`,
)
const GRANT_LIVES = statement(
  'select 1 as found from oauth_grants where id = ? and ended_at is null',
  'for share',
)
const KEEP = statement(`insert into oauth_artifacts (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)
  on conflict (kind, id_hash) do update set
    grant_id = excluded.grant_id, payload = excluded.payload, expires_at = excluded.expires_at`)
const CONSUME = statement(`update oauth_artifacts set consumed_at = ?
  where kind = ? and id_hash = ? and consumed_at is null`)
const DROP = statement('delete from oauth_artifacts where kind = ? and id_hash = ?')
const PRUNE = statement(`delete from oauth_artifacts where (kind, id_hash) in (
  select kind, id_hash from oauth_artifacts where expires_at <= ? limit ${PRUNE_LIMIT})`)
const PRUNE_GRANTS = statement(`delete from oauth_grants where id in (
  select id from oauth_grants where ended_at <= ? or expires_at <= ? limit ${PRUNE_LIMIT})`)
const PRUNE_CLIENTS = statement(`delete from oauth_clients where id in (
  select id from oauth_clients where expires_at <= ? limit ${PRUNE_LIMIT})`)

interface ArtifactRow {
  readonly kind: string
  readonly id_hash: Uint8Array
  readonly user_code_hash: Uint8Array | null
  readonly grant_id: Uuid | null
  readonly payload: string
  readonly expires_at: number
  readonly consumed_at: number | null
}

export async function findOAuthArtifact(
  connection: Connection,
  { kind, idHash }: { readonly kind: string; readonly idHash: Uint8Array },
): Promise<OAuthArtifact | undefined> {
  return artifactFromRow(await connection.get<ArtifactRow>(FIND, kind, idHash))
}

export async function findOAuthArtifactByUserCode(
  connection: Connection,
  { userCodeHash }: { readonly userCodeHash: Uint8Array },
): Promise<OAuthArtifact | undefined> {
  return artifactFromRow(await connection.get<ArtifactRow>(FIND_BY_USER_CODE, userCodeHash))
}

function artifactFromRow(row: ArtifactRow | undefined): OAuthArtifact | undefined {
  return (
    row && {
      kind: row.kind,
      idHash: row.id_hash,
      userCodeHash: row.user_code_hash,
      grantId: row.grant_id,
      payload: row.payload,
      expiresAt: row.expires_at,
      consumedAt: row.consumed_at,
    }
  )
}

/** Under the grant's lock: no token comes to be while its grant ends. */
export async function keepOAuthArtifact(
  transaction: Transaction,
  { artifact }: { readonly artifact: OAuthArtifact },
): Promise<'kept' | 'noGrant'> {
  const { kind, idHash, userCodeHash, grantId, payload, expiresAt, consumedAt } = artifact
  if (grantId !== null && (await transaction.get(GRANT_LIVES, grantId)) === undefined) {
    return 'noGrant'
  }
  await transaction.run(KEEP, kind, idHash, userCodeHash, grantId, payload, expiresAt, consumedAt)
  return 'kept'
}

export async function consumeOAuthArtifact(
  transaction: Transaction,
  { kind, idHash, at }: { readonly kind: string; readonly idHash: Uint8Array; readonly at: number },
): Promise<boolean> {
  return (await transaction.run(CONSUME, at, kind, idHash)) === 1
}

export async function dropOAuthArtifact(
  transaction: Transaction,
  { kind, idHash }: { readonly kind: string; readonly idHash: Uint8Array },
): Promise<void> {
  await transaction.run(DROP, kind, idHash)
}

export async function pruneOAuth(
  transaction: Transaction,
  { now }: { readonly now: number },
): Promise<number> {
  const artifacts = await transaction.run(PRUNE, now)
  const grants = await transaction.run(PRUNE_GRANTS, now - KEPT_MILLISECONDS, now)
  return artifacts + grants + (await transaction.run(PRUNE_CLIENTS, now))
}
