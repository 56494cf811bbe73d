import { z } from '@hono/zod-openapi'
import { MAIL_LANGUAGES } from '../../access/mailer.ts'
import { reply, replyJson } from '../../http/exchange.ts'
import { PLANS } from '../../pki/workspace.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { oneOf, optionalTime, text, time, timeText, uuid } from './fields.ts'
import type { BackupFile, InstanceDescription } from '../../access/administration.ts'

const tag = 'Instance'

const instance = z
  .object({
    version: z.string(),
    node: z.string(),
    openssl: z.string(),
    started_at: time(),
    database: z.object({
      kind: z.enum(['sqlite', 'postgres']),
      schema: z.number().int(),
      milliseconds: z.number().nullable(),
      bytes: z.number().int().nullable(),
    }),
    disk: z.object({ free_bytes: z.number(), total_bytes: z.number() }).nullable(),
    clock: z.object({ now: time(), is_behind: z.boolean() }),
    lists_due: z.number().int(),
    responders_due: z.number().int(),
    mail_is_configured: z.boolean(),
    backups_are_offered: z.boolean(),
    sign_on: z.array(
      z.object({
        kind: z.enum(['password', 'passkey', 'oidc', 'github']),
        name: z.string(),
        is_configured: z.boolean(),
      }),
    ),
  })
  .openapi('Instance')

const instanceWorkspace = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    plan: z.enum(PLANS),
    created_at: time(),
    archived_at: time().nullable(),
    members: z.number().int(),
    cas: z.number().int(),
    api_keys: z.number().int(),
  })
  .openapi('InstanceWorkspace')

const backup = z
  .object({ name: z.string(), bytes: z.number().int(), created_at: time() })
  .openapi('Backup')

const get = consoleEndpoint({
  method: 'get',
  route: '/console/v1/instance',
  operationId: 'getInstance',
  tag,
  summary: 'How the server is: versions, database, disk, clock, publication, mail and sign-on',
  access: 'instance',
  response: z.object({ instance }),
  costs: 'request',
  answer: async ({ administration }, { exchange, act }) =>
    replyJson(exchange, { instance: render(await administration.describeInstance(act)) }),
})

const workspaces = consoleEndpoint({
  method: 'get',
  route: '/console/v1/instance/workspaces',
  operationId: 'listInstanceWorkspaces',
  tag,
  summary: 'All workspaces, those that were deleted too',
  access: 'instance',
  response: z.object({ workspaces: z.array(instanceWorkspace) }),
  costs: 'request',
  async answer({ administration }, { exchange, act }) {
    const counted = await administration.listAllWorkspaces(act)
    return replyJson(exchange, {
      workspaces: counted.map(({ workspace, archivedAt, members, authorities, apiKeys }) => ({
        id: workspace.id,
        name: workspace.name,
        slug: workspace.slug,
        plan: workspace.plan,
        created_at: timeText(workspace.createdAt),
        archived_at: optionalTime(archivedAt),
        members,
        cas: authorities,
        api_keys: apiKeys,
      })),
    })
  },
})

const plan = consoleEndpoint({
  method: 'put',
  route: '/console/v1/instance/workspaces/{id}/plan',
  operationId: 'changeWorkspacePlan',
  tag,
  summary: 'Put a workspace on another plan',
  access: 'instance',
  path: z.object({ id: uuid() }),
  body: { schema: z.object({ plan: oneOf(PLANS) }) },
  response: z.object({}),
  costs: 'request',
  async answer({ administration }, { exchange, act, path: { id }, body }) {
    await administration.changePlan(act, { workspaceId: id, plan: body.plan })
    return replyJson(exchange, {})
  },
})

const testMail = consoleEndpoint({
  method: 'post',
  route: '/console/v1/instance/test-mail',
  operationId: 'sendTestMail',
  tag,
  summary: 'Send a letter to oneself, to see whether letters arrive',
  access: 'instance',
  body: { schema: z.object({ language: oneOf(MAIL_LANGUAGES).default('en') }) },
  response: z.object({ to: z.string() }),
  costs: 'request',
  answer: async ({ administration }, { exchange, act, body }) =>
    replyJson(exchange, await administration.sendTestMail(act, body)),
})

const listBackups = consoleEndpoint({
  method: 'get',
  route: '/console/v1/instance/backups',
  operationId: 'listBackups',
  tag,
  summary: 'Copies of the database that lie beside it',
  access: 'instance',
  response: z.object({ backups: z.array(backup) }),
  costs: 'request',
  async answer({ administration }, { exchange, act }) {
    const files = await administration.listBackups(act)
    return replyJson(exchange, { backups: files.map(renderBackup) })
  },
})

const createBackup = consoleEndpoint({
  method: 'post',
  route: '/console/v1/instance/backups',
  operationId: 'createBackup',
  tag,
  summary: 'Copy the database as it stands at this moment; the server goes on (SQLite)',
  access: 'instance',
  response: z.object({ backup }),
  costs: 'request',
  answer: async ({ administration }, { exchange, act }) =>
    replyJson(exchange, { backup: renderBackup(await administration.createBackup(act)) }),
})

const backupPath = z.object({ name: text(100) })

const downloadBackup = consoleEndpoint({
  method: 'get',
  route: '/console/v1/instance/backups/{name}/download',
  operationId: 'downloadBackup',
  tag,
  summary: 'The copy itself; without the master key nothing sealed in it opens',
  access: 'instance',
  path: backupPath,
  costs: 'request',
  async answer({ administration }, { exchange, act, path: { name } }) {
    const octets = await administration.openBackup(act, { name })
    exchange.headers['Content-Disposition'] = `attachment; filename="${name}"`
    return reply(exchange, 200, 'application/vnd.sqlite3', octets)
  },
})

const deleteBackup = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/instance/backups/{name}',
  operationId: 'deleteBackup',
  tag,
  summary: 'Remove a copy of the database',
  access: 'instance',
  path: backupPath,
  response: z.object({}),
  costs: 'request',
  async answer({ administration }, { exchange, act, path: { name } }) {
    await administration.deleteBackup(act, { name })
    return replyJson(exchange, {})
  },
})

export const INSTANCE_ENDPOINTS: readonly ConsoleEndpoint[] = [
  get,
  workspaces,
  plan,
  testMail,
  listBackups,
  createBackup,
  downloadBackup,
  deleteBackup,
]

function render(description: InstanceDescription): z.input<typeof instance> {
  const { health, signOn } = description
  return {
    version: health.version,
    node: health.node,
    openssl: health.openssl,
    started_at: timeText(health.startedAt),
    database: { ...health.database },
    disk: health.disk && {
      free_bytes: health.disk.freeBytes,
      total_bytes: health.disk.totalBytes,
    },
    clock: { now: timeText(health.clock.now), is_behind: health.clock.isBehind },
    lists_due: health.publication.listsDue,
    responders_due: health.publication.respondersDue,
    mail_is_configured: description.mailIsConfigured,
    backups_are_offered: description.backupsAreOffered,
    sign_on: signOn.map(({ kind, name, isConfigured }) => ({
      kind,
      name,
      is_configured: isConfigured,
    })),
  }
}

function renderBackup({ name, bytes, createdAt }: BackupFile): z.input<typeof backup> {
  return { name, bytes, created_at: timeText(createdAt) }
}
