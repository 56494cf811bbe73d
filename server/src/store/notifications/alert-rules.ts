import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { AlertRule, Watched, Watermark } from './notification-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const COLUMNS = `id, workspace_id, name, watches, days_before, recipients, digest, language, enabled, created_at,
  last_mailed_at`
const GET = statement(`select ${COLUMNS} from alert_rules where id = ?`)
const LIST = statement(
  `select ${COLUMNS} from alert_rules where workspace_id = ? order by created_at, id`,
)
// Of a deleted workspace nothing will be renewed.
const ENABLED = statement(`select ${COLUMNS} from alert_rules where enabled = 1
  and workspace_id in (select w.id from workspaces w where w.archived_at is null)
  order by created_at, id`)
const COUNT = statement('select count(*) as total from alert_rules where workspace_id = ?')
const ADD = statement(`insert into alert_rules
  (id, workspace_id, name, watches, days_before, recipients, digest, language, enabled, created_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
const CHANGE = statement(`update alert_rules
  set name = ?, watches = ?, days_before = ?, recipients = ?, digest = ?, language = ?, enabled = ?
  where id = ?`)
const REMOVE = statement('delete from alert_rules where id = ?')
const WATERMARKS = statement(
  'select days, not_after, seq from alert_watermarks where rule_id = ? order by days desc',
)
const ADD_WATERMARK = statement(`insert into alert_watermarks (rule_id, days, not_after, seq)
  values (?, ?, ?, ?) on conflict do nothing`)
const REMOVE_WATERMARK = statement('delete from alert_watermarks where rule_id = ? and days = ?')

interface RuleRow {
  readonly id: Uuid
  readonly workspace_id: Uuid
  readonly name: string
  readonly watches: string
  readonly days_before: string
  readonly recipients: string
  readonly digest: number
  readonly language: AlertRule['language']
  readonly enabled: number
  readonly created_at: number
  readonly last_mailed_at: number | null
}

/** The lists are JSON that we wrote ourselves, below. */
function ruleFromRow(row: RuleRow): AlertRule {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    watches: JSON.parse(row.watches) as Watched[],
    daysBefore: JSON.parse(row.days_before) as number[],
    recipients: JSON.parse(row.recipients) as string[],
    digest: row.digest === 1,
    language: row.language,
    enabled: row.enabled === 1,
    createdAt: row.created_at,
    lastMailedAt: row.last_mailed_at,
  }
}

export async function getAlertRule(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<AlertRule | undefined> {
  const row = await connection.get<RuleRow>(GET, id)
  return row && ruleFromRow(row)
}

export async function listAlertRules(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid | undefined },
): Promise<readonly AlertRule[]> {
  const rows = workspaceId
    ? await connection.all<RuleRow>(LIST, workspaceId)
    : await connection.all<RuleRow>(ENABLED)
  return rows.map(ruleFromRow)
}

export async function alertWatermarks(
  connection: Connection,
  { ruleId }: { readonly ruleId: Uuid },
): Promise<readonly Watermark[]> {
  const rows = await connection.all<{ days: number; not_after: number; seq: number }>(
    WATERMARKS,
    ruleId,
  )
  return rows.map(({ days, not_after, seq }) => ({ days, notAfter: not_after, seq }))
}

export async function createAlertRule(
  transaction: Transaction,
  {
    rule,
    watermarks,
    limit,
    audit,
  }: {
    readonly rule: AlertRule
    readonly watermarks: readonly Watermark[]
    readonly limit: number
    readonly audit: Audit
  },
): Promise<'created' | 'tooMany'> {
  const counted = await transaction.get<{ total: number }>(COUNT, rule.workspaceId)
  if ((counted?.total ?? 0) >= limit) return 'tooMany'
  await transaction.run(
    ADD,
    rule.id,
    rule.workspaceId,
    rule.name,
    JSON.stringify(rule.watches),
    JSON.stringify(rule.daysBefore),
    JSON.stringify(rule.recipients),
    rule.digest ? 1 : 0,
    rule.language,
    rule.enabled ? 1 : 0,
    rule.createdAt,
  )
  await addWatermarks(transaction, rule.id, watermarks)
  transaction.audit(audit)
  return 'created'
}

export async function changeAlertRule(
  transaction: Transaction,
  {
    rule,
    watermarks,
    audit,
  }: {
    readonly rule: AlertRule
    readonly watermarks: readonly Watermark[]
    readonly audit: Audit
  },
): Promise<'changed' | 'notFound'> {
  const changed = await transaction.run(
    CHANGE,
    rule.name,
    JSON.stringify(rule.watches),
    JSON.stringify(rule.daysBefore),
    JSON.stringify(rule.recipients),
    rule.digest ? 1 : 0,
    rule.language,
    rule.enabled ? 1 : 0,
    rule.id,
  )
  if (changed === 0) return 'notFound'
  for (const { days } of await alertWatermarks(transaction, { ruleId: rule.id })) {
    if (!rule.daysBefore.includes(days)) await transaction.run(REMOVE_WATERMARK, rule.id, days)
  }
  await addWatermarks(transaction, rule.id, watermarks)
  transaction.audit(audit)
  return 'changed'
}

export async function removeAlertRule(
  transaction: Transaction,
  { id, audit }: { readonly id: Uuid; readonly audit: Audit },
): Promise<'removed' | 'notFound'> {
  if ((await transaction.run(REMOVE, id)) === 0) return 'notFound'
  transaction.audit(audit)
  return 'removed'
}

async function addWatermarks(
  transaction: Transaction,
  ruleId: Uuid,
  watermarks: readonly Watermark[],
): Promise<void> {
  for (const { days, notAfter, seq } of watermarks) {
    await transaction.run(ADD_WATERMARK, ruleId, days, notAfter, seq)
  }
}
