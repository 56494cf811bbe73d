import type { Uuid } from '../pki/identifier.ts'
import { allSealedKeys } from './authorities/authorities.ts'
import { statement, type Connection } from './connection.ts'
import { allResponderKeys } from './revocation/responders.ts'
import type { SealedResponderKey } from './revocation/relying-parties.ts'
import type { SealedAuthorityKey } from './authorities/authority-record.ts'
import type { Audit } from './audit/audit.ts'
import type { Transaction } from './transaction.ts'

const GET = statement('select sealed from secrets where name = ?')
const ALL = statement('select name, sealed from secrets order by name')
const ADD = statement('insert into secrets (name, sealed) values (?, ?) on conflict do nothing')
const PUT = statement(`insert into secrets (name, sealed) values (?, ?)
  on conflict (name) do update set sealed = excluded.sealed`)
const RESEAL = statement(
  'update authority_keys set sealed = ?, version = version + 1 where authority_id = ? and version = ?',
)
const RESEAL_REQUEST = statement(
  'update authority_requests set sealed = ?, version = version + 1 where id = ? and version = ?',
)
const RESEAL_RESPONDER = statement(
  'update responders set sealed = ?, version = version + 1 where certificate_id = ? and version = ?',
)
/** A CA that is created meanwhile would keep a key under the old master key: PostgreSQL holds it back. */
const HOLD_KEYS =
  'lock table authority_keys, authority_requests, responders, secrets in share row exclusive mode'

export interface NamedSecret {
  readonly name: string
  readonly sealed: Uint8Array
}

export async function getSecret(
  connection: Connection,
  { name }: { readonly name: string },
): Promise<Uint8Array | undefined> {
  return (await connection.get<{ sealed: Uint8Array }>(GET, name))?.sealed
}

export async function allSecrets(connection: Connection): Promise<readonly NamedSecret[]> {
  const rows = await connection.all<NamedSecret>(ALL)
  return rows.map(({ name, sealed }) => ({ name, sealed }))
}

export async function putSecretIfAbsent(
  transaction: Transaction,
  { name, sealed, audit }: NamedSecret & { readonly audit: Audit },
): Promise<Uint8Array> {
  if ((await transaction.run(ADD, name, sealed)) === 1) {
    transaction.audit(audit)
    return sealed
  }
  const stored = await getSecret(transaction, { name })
  if (stored === undefined) throw new Error(`the secret ${name} was neither absent nor present`)
  return stored
}

export interface Resealed {
  readonly authorityKeys: readonly SealedAuthorityKey[]
  readonly responderKeys: readonly SealedResponderKey[]
  readonly secrets: readonly NamedSecret[]
}

/** All or nothing: a key that was left out would be lost with the old master key. */
export async function replaceAllSealed(
  transaction: Transaction,
  { sealed, audit }: { readonly sealed: Resealed; readonly audit: Audit },
): Promise<'replaced' | 'changedMeanwhile'> {
  if (transaction.dialect === 'postgres') await transaction.query(HOLD_KEYS, [])
  const versions = new Map<Uuid, number>()
  for (const key of sealed.authorityKeys) versions.set(key.authorityId, key.version)
  for (const key of sealed.responderKeys) versions.set(key.certificateId, key.version)
  const keys = [
    ...(await allSealedKeys(transaction)).map((key) => ({ ...key, id: key.authorityId })),
    ...(await allResponderKeys(transaction)).map((key) => ({ ...key, id: key.certificateId })),
  ]
  const sameKeys =
    keys.length === versions.size && keys.every((key) => versions.get(key.id) === key.version)
  const names = new Set(sealed.secrets.map((secret) => secret.name))
  const allNamed = (await allSecrets(transaction)).every((secret) => names.has(secret.name))
  if (!sameKeys || !allNamed) return 'changedMeanwhile'

  for (const key of sealed.authorityKeys) {
    const parameters = [key.sealedKey, key.authorityId, key.version] as const
    if ((await transaction.run(RESEAL, ...parameters)) === 0)
      await transaction.run(RESEAL_REQUEST, ...parameters)
  }
  for (const key of sealed.responderKeys) {
    await transaction.run(RESEAL_RESPONDER, key.sealedKey, key.certificateId, key.version)
  }
  for (const secret of sealed.secrets) await transaction.run(PUT, secret.name, secret.sealed)
  transaction.audit(audit)
  return 'replaced'
}
