import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import { strengthenSession } from './sessions.ts'
import type { Passkey } from './sign-in-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const COLUMNS = `id, user_id, credential_id, public_key, counter, transports, is_backed_up, name,
  created_at, last_used_at`
const OF_USER = statement(
  `select ${COLUMNS} from passkeys where user_id = ? order by created_at, id`,
)
const FIND = statement(`select ${COLUMNS} from passkeys where credential_id = ?`)
const ADD = statement(`insert into passkeys (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (credential_id) do nothing`)
const RENAME = statement('update passkeys set name = ? where user_id = ? and id = ?')
const REMOVE = statement('delete from passkeys where user_id = ? and id = ?')
// Authenticators that do not count always say 0.
const USE = statement(`update passkeys set counter = ?, last_used_at = ?, is_backed_up = ?
  where id = ? and (counter < ? or (counter = 0 and ? = 0))`)

interface PasskeyRow {
  readonly id: Uuid
  readonly user_id: Uuid
  readonly credential_id: string
  readonly public_key: Uint8Array
  readonly counter: number
  readonly transports: string
  readonly is_backed_up: number
  readonly name: string
  readonly created_at: number
  readonly last_used_at: number | null
}

function passkeyFromRow(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    userId: row.user_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports) as readonly string[],
    isBackedUp: row.is_backed_up === 1,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}

export async function listPasskeys(
  connection: Connection,
  { userId }: { readonly userId: Uuid },
): Promise<readonly Passkey[]> {
  return (await connection.all<PasskeyRow>(OF_USER, userId)).map((row) => passkeyFromRow(row))
}

export async function findPasskey(
  connection: Connection,
  { credentialId }: { readonly credentialId: string },
): Promise<Passkey | undefined> {
  const row = await connection.get<PasskeyRow>(FIND, credentialId)
  return row && passkeyFromRow(row)
}

export async function addPasskey(
  transaction: Transaction,
  {
    passkey,
    sessionId,
    audit,
  }: { readonly passkey: Passkey; readonly sessionId: Uuid; readonly audit: Audit },
): Promise<'added' | 'taken'> {
  const added = await transaction.run(
    ADD,
    passkey.id,
    passkey.userId,
    passkey.credentialId,
    passkey.publicKey,
    passkey.counter,
    JSON.stringify(passkey.transports),
    passkey.isBackedUp ? 1 : 0,
    passkey.name,
    passkey.createdAt,
    passkey.lastUsedAt,
  )
  if (added === 0) return 'taken'
  await strengthenSession(transaction, sessionId)
  transaction.audit(audit)
  return 'added'
}

export async function renamePasskey(
  transaction: Transaction,
  {
    userId,
    id,
    name,
    audit,
  }: { readonly userId: Uuid; readonly id: Uuid; readonly name: string; readonly audit: Audit },
): Promise<'renamed' | 'notFound'> {
  if ((await transaction.run(RENAME, name, userId, id)) === 0) return 'notFound'
  transaction.audit(audit)
  return 'renamed'
}

export async function removePasskey(
  transaction: Transaction,
  { userId, id, audit }: { readonly userId: Uuid; readonly id: Uuid; readonly audit: Audit },
): Promise<'removed' | 'notFound'> {
  if ((await transaction.run(REMOVE, userId, id)) === 0) return 'notFound'
  transaction.audit(audit)
  return 'removed'
}

export async function usePasskey(
  transaction: Transaction,
  {
    id,
    use,
  }: {
    readonly id: Uuid
    readonly use: { readonly counter: number; readonly at: number; readonly isBackedUp: boolean }
  },
): Promise<'used' | 'replayed'> {
  const { counter, at, isBackedUp } = use
  const changed = await transaction.run(USE, counter, at, isBackedUp ? 1 : 0, id, counter, counter)
  return changed === 0 ? 'replayed' : 'used'
}
