import type { Uuid } from '../../pki/identifier.ts'
import type { KeyLink } from './assistant-store.ts'
import { statement, type Connection } from '../connection.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const COLUMNS = 'id, user_id, workspace_id, certificate_id, sealed, created_at, expires_at'
const ADD = statement(`insert into key_links (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)`)
const FIND = statement(`select ${COLUMNS} from key_links where id = ?`)
// One statement: of two that ask at once only one gets the row.
const TAKE = statement(`delete from key_links where id = ? and expires_at > ? returning ${COLUMNS}`)
const ERASE = statement('delete from key_links where expires_at <= ?')
const USE = statement(
  'insert into used_confirmations (id, expires_at) values (?, ?) on conflict (id) do nothing',
)
// SQLite: what is deleted or moved to another page is written over with zeros. Elsewhere it would cost more than it is worth.
const OVERWRITE = statement('pragma secure_delete = on')
const LEAVE = statement('pragma secure_delete = off')
const FORGET = statement('delete from used_confirmations where expires_at <= ?')

interface KeyLinkRow {
  readonly id: Uuid
  readonly user_id: Uuid
  readonly workspace_id: Uuid
  readonly certificate_id: Uuid
  readonly sealed: Uint8Array
  readonly created_at: number
  readonly expires_at: number
}

export async function findKeyLink(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<KeyLink | undefined> {
  return keyLinkOf(await connection.get<KeyLinkRow>(FIND, id))
}

export async function addKeyLink(
  transaction: Transaction,
  { link, audit }: { readonly link: KeyLink; readonly audit: Audit },
): Promise<void> {
  const { id, userId, workspaceId, certificateId, sealed, createdAt, expiresAt } = link
  await overwriting(transaction, () =>
    transaction.run(ADD, id, userId, workspaceId, certificateId, sealed, createdAt, expiresAt),
  )
  transaction.audit(audit)
}

export async function takeKeyLink(
  transaction: Transaction,
  { id, at, audit }: { readonly id: Uuid; readonly at: number; readonly audit: Audit },
): Promise<KeyLink | undefined> {
  const row = await overwriting(transaction, () => transaction.get<KeyLinkRow>(TAKE, id, at))
  const taken = keyLinkOf(row)
  if (taken !== undefined) transaction.audit(audit)
  return taken
}

export async function useConfirmation(
  transaction: Transaction,
  { id, expiresAt }: { readonly id: string; readonly expiresAt: number },
): Promise<boolean> {
  return (await transaction.run(USE, id, expiresAt)) === 1
}

export async function eraseExpiredLinks(
  transaction: Transaction,
  { at }: { readonly at: number },
): Promise<number> {
  await transaction.run(FORGET, at)
  return overwriting(transaction, () => transaction.run(ERASE, at))
}

/** A key that was erased shall not be found in the file, not even sealed. */
async function overwriting<Result>(
  transaction: Transaction,
  change: () => Promise<Result>,
): Promise<Result> {
  if (transaction.dialect !== 'sqlite') return change()
  await transaction.get(OVERWRITE)
  try {
    return await change()
  } finally {
    await transaction.get(LEAVE)
  }
}

function keyLinkOf(row: KeyLinkRow | undefined): KeyLink | undefined {
  return (
    row && {
      id: row.id,
      userId: row.user_id,
      workspaceId: row.workspace_id,
      certificateId: row.certificate_id,
      sealed: row.sealed,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    }
  )
}
