import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireInstanceOperator, requireStepUp } from '../pki/authorization.ts'
import { isCredential } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { CountedWorkspace } from '../store/workspaces/membership-store.ts'
import type { AdministrationContext } from './administration-context.ts'
import type { BackupFile, Backups, InstanceHealth, SignOnWay } from './instance-facts.ts'
import type { MailLanguage } from './mailer.ts'

type Context = Pick<AdministrationContext, 'store' | 'now' | 'mailer' | 'instance'>

export interface InstanceDescription {
  readonly health: InstanceHealth
  readonly signOn: readonly SignOnWay[]
  readonly mailIsConfigured: boolean
  readonly backupsAreOffered: boolean
}

export async function describeInstance(
  { instance, mailer }: Context,
  act: AuditedAct,
): Promise<InstanceDescription> {
  requireInstanceOperator(act.principal)
  return {
    health: await instance.health(),
    signOn: instance.signOn(),
    mailIsConfigured: mailer.isConfigured,
    backupsAreOffered: instance.backups !== undefined,
  }
}

/** Those that were deleted too. */
export async function listAllWorkspaces(
  { store }: Context,
  act: AuditedAct,
): Promise<readonly CountedWorkspace[]> {
  requireInstanceOperator(act.principal)
  return store.memberships.counted()
}

/**
 * To the one who asks, so that it is no way to write to others.
 * @throws Problem `policyRefused` without a mail server, `unavailable` with what it answered
 */
export async function sendTestMail(
  { mailer }: Context,
  act: AuditedAct,
  { language }: { readonly language: MailLanguage },
): Promise<{ readonly to: string }> {
  const { principal } = act
  requireInstanceOperator(principal)
  if (!isCredential(principal)) {
    throw new Problem('invalidRequest', 'a letter needs an address; sign in to the dashboard')
  }
  if (!mailer.isConfigured) {
    throw new Problem('policyRefused', 'no mail server is set; set CERTMAN_SMTP_URL and restart')
  }
  const to = principal.user.email
  await mailer.sendTest({ to, language })
  return { to }
}

export async function createBackup(context: Context, act: AuditedAct): Promise<BackupFile> {
  requireInstanceOperator(act.principal)
  requireStepUp(act.principal, context.now())
  const file = await offered(context).create()
  await audit(context, act, 'instance.backedUp', file.name)
  return file
}

export async function listBackups(
  { instance }: Context,
  act: AuditedAct,
): Promise<readonly BackupFile[]> {
  requireInstanceOperator(act.principal)
  return (await instance.backups?.list()) ?? []
}

/** It holds sealed keys and hashes of passwords; never the master key. @throws Problem `stepUpRequired`, `notFound` */
export async function openBackup(
  context: Context,
  act: AuditedAct,
  { name }: { readonly name: string },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  requireInstanceOperator(act.principal)
  requireStepUp(act.principal, context.now())
  const octets = await offered(context).read(name)
  if (!octets) throw noBackup()
  await audit(context, act, 'backup.downloaded', name)
  return octets
}

export async function deleteBackup(
  context: Context,
  act: AuditedAct,
  { name }: { readonly name: string },
): Promise<void> {
  requireInstanceOperator(act.principal)
  requireStepUp(act.principal, context.now())
  if (!(await offered(context).remove(name))) throw noBackup()
  await audit(context, act, 'backup.deleted', name)
}

function offered({ instance }: Context): Backups {
  if (instance.backups) return instance.backups
  throw new Problem(
    'policyRefused',
    'the database is PostgreSQL, which is backed up with its own tools: pg_dump, or a copy of its write-ahead log',
  )
}

function audit(
  { store, now }: Context,
  act: AuditedAct,
  action: 'instance.backedUp' | 'backup.downloaded' | 'backup.deleted',
  subject: string,
): Promise<void> {
  return store.auditLog.append([auditEvent(act, action, { subject, workspaceId: null, at: now() })])
}

function noBackup(): Problem {
  return new Problem('notFound', 'there is no such backup; reload the list')
}
