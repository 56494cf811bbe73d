import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { SealedSecret, WebhookChanges, WebhookEndpoint } from './webhook-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

export const WEBHOOK_COLUMNS = `w.id, w.workspace_id, w.url, w.description, w.events, w.enabled, w.secret_version,
  w.former_secret_until, w.created_at, w.last_success_at, w.failing_since`

const GET = statement(`select ${WEBHOOK_COLUMNS} from webhook_endpoints w where w.id = ?`)
const LIST = statement(`select ${WEBHOOK_COLUMNS} from webhook_endpoints w
  where w.workspace_id = ? order by w.created_at, w.id`)
const ENABLED = statement(`select ${WEBHOOK_COLUMNS} from webhook_endpoints w
  where w.enabled = 1 order by w.created_at, w.id`)
const COUNT = statement('select count(*) as total from webhook_endpoints where workspace_id = ?')
const ADD = statement(`insert into webhook_endpoints
  (id, workspace_id, url, description, events, enabled, secret_version, created_at)
  values (?, ?, ?, ?, ?, ?, ?, ?)`)
const CHANGE = statement(`update webhook_endpoints
  set url = ?, description = ?, events = ?, enabled = ?,
    failing_since = case when ? = 1 then null else failing_since end where id = ?`)
const ROTATE = statement(`update webhook_endpoints set secret_version = ?, former_secret_until = ?
  where id = ? and secret_version = ?`)
const REMOVE = statement('delete from webhook_endpoints where id = ?')
const ADD_SECRET = statement('insert into secrets (name, sealed) values (?, ?)')
const REMOVE_SECRET = statement('delete from secrets where name = ?')

export interface WebhookRow {
  readonly id: Uuid
  readonly workspace_id: Uuid
  readonly url: string
  readonly description: string
  readonly events: string
  readonly enabled: number
  readonly secret_version: number
  readonly former_secret_until: number | null
  readonly created_at: number
  readonly last_success_at: number | null
  readonly failing_since: number | null
}

export function webhookFromRow(row: WebhookRow): WebhookEndpoint {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    url: row.url,
    description: row.description,
    // Written by us, below.
    events: JSON.parse(row.events) as string[],
    enabled: row.enabled === 1,
    secretVersion: row.secret_version,
    formerSecretUntil: row.former_secret_until,
    createdAt: row.created_at,
    lastSuccessAt: row.last_success_at,
    failingSince: row.failing_since,
  }
}

/** A new name for each version: so a secret is never changed in place while the master key is rotated beside us. */
export function webhookSecretName(id: Uuid, version: number): string {
  return `webhook/${id}/${version}`
}

export async function getWebhook(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<WebhookEndpoint | undefined> {
  const row = await connection.get<WebhookRow>(GET, id)
  return row && webhookFromRow(row)
}

export async function listWebhooks(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid },
): Promise<readonly WebhookEndpoint[]> {
  return (await connection.all<WebhookRow>(LIST, workspaceId)).map(webhookFromRow)
}

export async function enabledWebhooks(connection: Connection): Promise<readonly WebhookEndpoint[]> {
  return (await connection.all<WebhookRow>(ENABLED)).map(webhookFromRow)
}

export async function createWebhook(
  transaction: Transaction,
  {
    endpoint,
    secret,
    limit,
    audit,
  }: {
    readonly endpoint: WebhookEndpoint
    readonly secret: SealedSecret
    readonly limit: number
    readonly audit: Audit
  },
): Promise<'created' | 'tooMany'> {
  const counted = await transaction.get<{ total: number }>(COUNT, endpoint.workspaceId)
  if ((counted?.total ?? 0) >= limit) return 'tooMany'
  await transaction.run(
    ADD,
    endpoint.id,
    endpoint.workspaceId,
    endpoint.url,
    endpoint.description,
    JSON.stringify(endpoint.events),
    endpoint.enabled ? 1 : 0,
    endpoint.secretVersion,
    endpoint.createdAt,
  )
  await transaction.run(ADD_SECRET, secret.name, secret.sealed)
  transaction.audit(audit)
  return 'created'
}

export async function changeWebhook(
  transaction: Transaction,
  {
    id,
    changes,
    audit,
  }: { readonly id: Uuid; readonly changes: WebhookChanges; readonly audit: Audit },
): Promise<'changed' | 'notFound'> {
  const before = await getWebhook(transaction, { id })
  if (before === undefined) return 'notFound'
  const after = { ...before, ...changes }
  await transaction.run(
    CHANGE,
    after.url,
    after.description,
    JSON.stringify(after.events),
    after.enabled ? 1 : 0,
    changes.enabled === true ? 1 : 0,
    id,
  )
  transaction.audit(audit)
  return 'changed'
}

export async function removeWebhook(
  transaction: Transaction,
  { id, audit }: { readonly id: Uuid; readonly audit: Audit },
): Promise<'removed' | 'notFound'> {
  const endpoint = await getWebhook(transaction, { id })
  if (endpoint === undefined) return 'notFound'
  await transaction.run(REMOVE, id)
  for (const version of [endpoint.secretVersion, endpoint.secretVersion - 1]) {
    await transaction.run(REMOVE_SECRET, webhookSecretName(id, version))
  }
  transaction.audit(audit)
  return 'removed'
}

export async function rotateWebhookSecret(
  transaction: Transaction,
  {
    id,
    rotation: { version, secret, formerUntil },
    audit,
  }: {
    readonly id: Uuid
    readonly rotation: {
      readonly version: number
      readonly secret: SealedSecret
      readonly formerUntil: number
    }
    readonly audit: Audit
  },
): Promise<'rotated' | 'changedMeanwhile'> {
  const moved = await transaction.run(ROTATE, version + 1, formerUntil, id, version)
  if (moved === 0) return 'changedMeanwhile'
  await transaction.run(ADD_SECRET, secret.name, secret.sealed)
  // Of three secrets at once nobody would know which is whose.
  await transaction.run(REMOVE_SECRET, webhookSecretName(id, version - 1))
  transaction.audit(audit)
  return 'rotated'
}
