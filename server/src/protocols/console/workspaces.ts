import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { ROLES } from '../../pki/member.ts'
import { PLANS } from '../../pki/workspace.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { flag, text, time, timeText, uuid, whole } from './fields.ts'
import type { WorkspaceStanding } from '../../access/administration.ts'
import type { Role } from '../../pki/member.ts'

const tag = 'Workspaces'
const MAX_VALIDITY_DAYS = 397

const workspace = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    plan: z.enum(PLANS),
    created_at: time(),
    default_ca_id: z.uuid().nullable(),
    default_validity_days: z.number().int().nullable(),
    requires_second_factor: z.boolean(),
    role: z.enum(ROLES),
  })
  .openapi('Workspace')

const answered = z.object({ workspace })

const create = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces',
  operationId: 'createWorkspace',
  tag,
  summary: 'Make a workspace and own it',
  access: 'session',
  body: { schema: z.object({ name: text(200), slug: text(100).optional() }) },
  response: z.object({ workspace: z.object({ id: z.uuid(), name: z.string(), slug: z.string() }) }),
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, body }) {
    const made = await administration.createWorkspace(act, { ...body, ownerId: principal.id })
    return replyJson(exchange, { workspace: { id: made.id, name: made.name, slug: made.slug } })
  },
})

const get = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}',
  operationId: 'getWorkspace',
  tag,
  summary: 'The workspace and its settings',
  access: 'workspace',
  response: answered,
  costs: 'request',
  async answer({ administration }, { exchange, act, principal }) {
    const standing = await administration.getWorkspace(act, principal.workspace.id)
    return replyJson(exchange, { workspace: render(standing, principal.role) })
  },
})

const change = consoleEndpoint({
  method: 'patch',
  route: '/console/v1/workspaces/{workspaceId}',
  operationId: 'changeWorkspace',
  tag,
  summary: 'Change the name, the slug or settings; what is left out stays',
  access: 'workspace',
  body: {
    schema: z.object({
      name: text(200).optional(),
      slug: text(100).optional(),
      /** Both together; null: none. */
      defaults: z
        .object({
          caId: uuid().nullable(),
          validityDays: whole(1, MAX_VALIDITY_DAYS).nullable(),
        })
        .optional(),
      requiresSecondFactor: flag().optional(),
    }),
  },
  response: answered,
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, body }) {
    const { defaults, ...changes } = body
    const standing = await administration.changeWorkspace(act, {
      ...changes,
      workspaceId: principal.workspace.id,
      defaultAuthorityId: defaults?.caId,
      defaultValidityDays: defaults?.validityDays,
    })
    return replyJson(exchange, { workspace: render(standing, principal.role) })
  },
})

const remove = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/delete',
  operationId: 'deleteWorkspace',
  tag,
  summary: 'Put the workspace away; its name has to be typed, and none of its CAs may be in force',
  access: 'workspace',
  body: { schema: z.object({ name: text(200) }) },
  response: z.object({}),
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, body }) {
    await administration.deleteWorkspace(act, {
      workspaceId: principal.workspace.id,
      name: body.name,
    })
    return replyJson(exchange, {})
  },
})

export const WORKSPACE_ENDPOINTS: readonly ConsoleEndpoint[] = [create, get, change, remove]

function render({ workspace, settings }: WorkspaceStanding, role: Role): object {
  const { id, name, slug, plan, createdAt } = workspace
  return {
    id,
    name,
    slug,
    plan,
    created_at: timeText(createdAt),
    default_ca_id: settings.defaultAuthorityId,
    default_validity_days: settings.defaultValidityDays,
    requires_second_factor: settings.requiresSecondFactor,
    role,
  }
}
