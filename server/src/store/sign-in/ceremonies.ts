import type { Uuid } from '../../pki/identifier.ts'
import { proveAddress } from './accounts.ts'
import { statement, type Connection } from '../connection.ts'
import type { Ceremony, Identity } from './sign-in-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const COLUMNS = 'id_hash, kind, user_id, sealed, expires_at'
const KEEP = statement(`insert into ceremonies (${COLUMNS}) values (?, ?, ?, ?, ?)`)
const FIND = statement(
  `select ${COLUMNS} from ceremonies where kind = ? and id_hash = ? and expires_at > ?`,
)
// One statement: of two that ask at once only one gets the row.
const TAKE = statement(
  `delete from ceremonies where kind = ? and id_hash = ? and expires_at > ? returning ${COLUMNS}`,
)
const IDENTITY_COLUMNS = 'issuer, subject, user_id, provider, email, created_at'
const IDENTITY = statement(
  `select ${IDENTITY_COLUMNS} from identities where issuer = ? and subject = ?`,
)
const IDENTITIES = statement(
  `select ${IDENTITY_COLUMNS} from identities where user_id = ? order by created_at`,
)
const LINK = statement(`insert into identities (${IDENTITY_COLUMNS}) values (?, ?, ?, ?, ?, ?)
  on conflict (issuer, subject) do nothing`)
const UNLINK = statement('delete from identities where user_id = ? and provider = ?')

interface CeremonyRow {
  readonly id_hash: Uint8Array
  readonly kind: string
  readonly user_id: Uuid | null
  readonly sealed: Uint8Array
  readonly expires_at: number
}

interface CeremonyKey {
  readonly kind: string
  readonly idHash: Uint8Array
  readonly now: number
}

interface IdentityRow {
  readonly issuer: string
  readonly subject: string
  readonly user_id: Uuid
  readonly provider: string
  readonly email: string
  readonly created_at: number
}

function ceremonyFromRow(row: CeremonyRow | undefined): Ceremony | undefined {
  return (
    row && {
      idHash: row.id_hash,
      kind: row.kind,
      userId: row.user_id,
      sealed: row.sealed,
      expiresAt: row.expires_at,
    }
  )
}

function identityFromRow({ user_id, created_at, ...row }: IdentityRow): Identity {
  return { ...row, userId: user_id, createdAt: created_at }
}

export async function keepCeremony(
  transaction: Transaction,
  { ceremony }: { readonly ceremony: Ceremony },
): Promise<void> {
  const { idHash, kind, userId, sealed, expiresAt } = ceremony
  await transaction.run(KEEP, idHash, kind, userId, sealed, expiresAt)
}

export async function findCeremony(
  connection: Connection,
  { kind, idHash, now }: CeremonyKey,
): Promise<Ceremony | undefined> {
  return ceremonyFromRow(await connection.get<CeremonyRow>(FIND, kind, idHash, now))
}

export async function takeCeremony(
  transaction: Transaction,
  { kind, idHash, now }: CeremonyKey,
): Promise<Ceremony | undefined> {
  return ceremonyFromRow(await transaction.get<CeremonyRow>(TAKE, kind, idHash, now))
}

export async function findIdentity(
  connection: Connection,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<Identity | undefined> {
  const row = await connection.get<IdentityRow>(IDENTITY, issuer, subject)
  return row && identityFromRow(row)
}

export async function listIdentities(
  connection: Connection,
  { userId }: { readonly userId: Uuid },
): Promise<readonly Identity[]> {
  const rows = await connection.all<IdentityRow>(IDENTITIES, userId)
  return rows.map((row) => identityFromRow(row))
}

export async function linkIdentity(
  transaction: Transaction,
  { identity, audit }: { readonly identity: Identity; readonly audit: Audit },
): Promise<'linked' | 'taken'> {
  const { issuer, subject, userId, provider, email, createdAt } = identity
  if ((await transaction.run(LINK, issuer, subject, userId, provider, email, createdAt)) === 0) {
    return 'taken'
  }
  const ended = await proveAddress(transaction, { userId, email, at: createdAt })
  const detail = ended ? { formerCredentials: 'ended' } : {}
  transaction.audit(audit.map((event) => ({ ...event, detail: { ...event.detail, ...detail } })))
  return 'linked'
}

export async function unlinkIdentity(
  transaction: Transaction,
  {
    userId,
    provider,
    audit,
  }: { readonly userId: Uuid; readonly provider: string; readonly audit: Audit },
): Promise<'unlinked' | 'notFound'> {
  if ((await transaction.run(UNLINK, userId, provider)) === 0) return 'notFound'
  transaction.audit(audit)
  return 'unlinked'
}
