import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { ISSUANCE_CHANNELS } from '../../pki/issuance-origin.ts'
import { PUBLICATION_STATES } from '../../pki/publication-state.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import { consoleEndpoint } from './endpoint.ts'
import { time, timeText } from './fields.ts'
import type { Some, WorkspaceOverview } from '../../ca/inventory/overview.ts'
import type { ConsoleEndpoint } from './endpoint.ts'

const count = z.int()

const endingSchema = z.object({
  total: count,
  certificates: z.array(
    z.object({
      id: z.string(),
      caId: z.string(),
      common_name: z.string(),
      valid_to: time(),
    }),
  ),
})

const overviewSchema = z.object({
  // Every span of time in it is counted from here.
  at: time(),
  authorities: count,
  tiles: z.object({
    active: count,
    expiring: count,
    issuedThisWeek: count,
    issuedLastWeek: count,
    revoked: count,
  }),
  attention: z.object({
    expired: endingSchema,
    urgent: endingSchema,
    authorities: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        valid_to: time(),
        expires: z.boolean(),
        publication: z.enum(PUBLICATION_STATES),
      }),
    ),
  }),
  // One number for each week from `at` on.
  endingByWeek: z.array(count),
  // Days without any are left out.
  issuedByDay: z.array(
    z.object({
      day: z.string(),
      channel: z.enum([...ISSUANCE_CHANNELS, 'unknown']),
      count,
    }),
  ),
})

export const OVERVIEW_ENDPOINTS: readonly ConsoleEndpoint[] = [
  consoleEndpoint({
    method: 'get',
    route: '/console/v1/workspaces/{workspaceId}/overview',
    operationId: 'getOverview',
    tag: 'Overview',
    summary: 'What needs attention in a workspace, and its numbers',
    access: 'workspace',
    response: overviewSchema,
    costs: 'request',
    answer: async ({ ca }, { exchange, act, principal }) => {
      const overview = await ca.overview(act, principal.workspace.id)
      return replyJson(exchange, render(overview))
    },
  }),
]

function render(overview: WorkspaceOverview): z.input<typeof overviewSchema> {
  const { active, expiring, issuedThisWeek, issuedLastWeek, revoked } = overview
  return {
    at: timeText(overview.at),
    authorities: overview.authorities,
    tiles: { active, expiring, issuedThisWeek, issuedLastWeek, revoked },
    attention: {
      expired: renderSome(overview.expired),
      urgent: renderSome(overview.urgent),
      authorities: overview.warnings.map(({ authority, expires, publication }) => ({
        id: authority.id,
        name: authority.name,
        valid_to: timeText(authority.validity.notAfter),
        expires,
        publication,
      })),
    },
    endingByWeek: [...overview.endingByWeek],
    issuedByDay: overview.issuedByDay.map(({ day, channel, count }) => ({
      day: timeText(day * DAY_MILLISECONDS).slice(0, 10),
      channel: channel ?? 'unknown',
      count,
    })),
  }
}

function renderSome({ total, certificates }: Some): z.input<typeof endingSchema> {
  return {
    total,
    certificates: certificates.map(({ id, authorityId, commonName, validity }) => ({
      id,
      caId: authorityId,
      common_name: commonName,
      valid_to: timeText(validity.notAfter),
    })),
  }
}
