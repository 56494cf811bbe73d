import { z } from '@hono/zod-openapi'
import { API_KEY_STATES, apiKeyEnd, apiKeyState } from '../../access/api-key-state.ts'
import { MAX_OVERLAP_HOURS } from '../../access/rotate-api-key.ts'
import { MAX_ADDRESS_RANGES } from '../../pki/address-range.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import { replyJson } from '../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { flag, oneOf, optionalTime, text, time, timeText, uuid, whole } from './fields.ts'
import type { StoredApiKey } from '../../access/administration.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Permissions } from '../../pki/permission.ts'

const tag = 'API keys'
const path = z.object({ apiKeyId: uuid() })
/** What ended in the last so many days stays in the list. */
const RECENT_DAYS = 30
const MAX_LIFE_DAYS = 3650

const permissions = z.object({ canRead: flag(), canIssue: flag(), canRevoke: flag() })

const apiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string(),
    user: z.object({ id: z.uuid(), email: z.string() }),
    state: z.enum(API_KEY_STATES),
    created_at: time(),
    expires_at: time().nullable(),
    /** Replaced by another key: good until then. */
    ends_at: time().nullable(),
    replaced_by: z.uuid().nullable(),
    revoked_at: time().nullable(),
    last_used_at: time().nullable(),
    last_used_address: z.string().nullable(),
    allowed_addresses: z.array(z.string()),
    may_return_private_keys: z.boolean(),
    permissions: z.record(z.uuid(), permissions),
  })
  .openapi('ApiKey')

const made = z.object({ apiKey, key: z.string() })

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/api-keys',
  operationId: 'listApiKeys',
  tag,
  summary: `One's own API keys, or all for owners and admins; also those that ended in the last ${RECENT_DAYS} days`,
  access: 'workspace',
  query: z.object({ ended: oneOf(['recent', 'all', 'none']).default('recent') }),
  response: z.object({ apiKeys: z.array(apiKey) }),
  costs: 'request',
  async answer({ administration, clock }, { exchange, act, principal, query: { ended } }) {
    const now = clock.now()
    const since = { recent: now - RECENT_DAYS * DAY_MILLISECONDS, all: 0, none: Infinity }[ended]
    const keys = (await administration.listApiKeys(act, principal.workspace.id))
      .filter((key) => apiKeyState(key, now) === 'active' || apiKeyEnd(key) >= since)
      .toReversed()
    return replyJson(exchange, { apiKeys: keys.map((key) => render(key, now)) })
  },
})

const get = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}',
  operationId: 'getApiKey',
  tag,
  summary: 'An API key, and when it was last used',
  access: 'workspace',
  path,
  response: z.object({ apiKey }),
  costs: 'request',
  async answer({ administration, clock }, { exchange, act, principal, path: { apiKeyId: id } }) {
    const key = await administration.findApiKey(act, { id, workspaceId: principal.workspace.id })
    return replyJson(exchange, { apiKey: render(key, clock.now()) })
  },
})

const create = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/api-keys',
  operationId: 'createApiKey',
  tag,
  summary: 'Make an API key for oneself; it is shown once',
  access: 'workspace',
  body: {
    schema: z.object({
      name: text(200),
      permissions: z.record(uuid(), permissions),
      /** Left out: never. */
      expiresInDays: whole(1, MAX_LIFE_DAYS).optional(),
      allowedAddresses: z.array(text(100)).max(MAX_ADDRESS_RANGES).default([]),
      mayReturnPrivateKeys: flag().default(false),
    }),
  },
  response: made,
  costs: 'request',
  async answer({ administration, clock }, { exchange, act, principal, body }) {
    const { expiresInDays: days, permissions: granted, ...rest } = body
    const now = clock.now()
    const { key, record } = await administration.createApiKey(act, {
      ...rest,
      workspaceId: principal.workspace.id,
      userId: principal.id,
      grants: new Map(Object.entries(granted) as [Uuid, Permissions][]),
      expiresAt: days === undefined ? null : now + days * DAY_MILLISECONDS,
    })
    const created = await administration.findApiKey(act, {
      id: record.id,
      workspaceId: principal.workspace.id,
    })
    return replyJson(exchange, { apiKey: render(created, now), key: key.reveal() })
  },
})

const rotate = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}/rotate',
  operationId: 'rotateApiKey',
  tag,
  summary: 'A new key with the same name and rights; the former one is good for so many hours more',
  access: 'workspace',
  path,
  body: { schema: z.object({ overlapHours: whole(0, MAX_OVERLAP_HOURS) }) },
  response: made,
  costs: 'request',
  async answer(services, { exchange, act, principal, path: { apiKeyId }, body }) {
    const { administration, clock } = services
    const workspaceId = principal.workspace.id
    const request = { workspaceId, id: apiKeyId, overlapHours: body.overlapHours }
    const { key, record } = await administration.rotateApiKey(act, request)
    const created = await administration.findApiKey(act, { id: record.id, workspaceId })
    return replyJson(exchange, { apiKey: render(created, clock.now()), key: key.reveal() })
  },
})

const revoke = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}',
  operationId: 'revokeApiKey',
  tag,
  summary: 'Revoke an API key; it is refused from now on',
  access: 'workspace',
  path,
  response: z.object({ apiKey }),
  costs: 'request',
  async answer({ administration, clock }, { exchange, act, path: { apiKeyId } }) {
    const key = await administration.revokeApiKey(act, apiKeyId)
    return replyJson(exchange, { apiKey: render(key, clock.now()) })
  },
})

export const API_KEY_ENDPOINTS: readonly ConsoleEndpoint[] = [list, get, create, rotate, revoke]

function render(key: StoredApiKey, now: number): z.input<typeof apiKey> {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    user: { id: key.user.id, email: key.user.email },
    state: apiKeyState(key, now),
    created_at: timeText(key.createdAt),
    expires_at: optionalTime(key.expiresAt),
    ends_at: optionalTime(key.endsAt),
    replaced_by: key.replacedBy,
    revoked_at: optionalTime(key.revokedAt),
    last_used_at: optionalTime(key.lastUsedAt),
    last_used_address: key.lastUsedAddress,
    allowed_addresses: [...key.allowedAddresses],
    may_return_private_keys: key.mayReturnPrivateKeys,
    permissions: Object.fromEntries(key.grants),
  }
}
