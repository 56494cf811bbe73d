import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { instant, oneOf, time, timeText, uuid, wholeText } from './fields.ts'
import type { ExpiringCertificate } from '../../notifications/notifications.ts'

const tag = 'Expiry'

const range = {
  // Days of UTC, both included.
  from: instant('start'),
  to: instant('end'),
  caId: uuid().optional(),
}

const certificateSchema = z
  .object({
    id: z.string(),
    common_name: z.string(),
    serial_number: z.string(),
    ca_id: z.string(),
    ca_name: z.string(),
    key_algorithm: z.string(),
    valid_from: time(),
    valid_to: time(),
    // A newer certificate has taken its place.
    replaced: z.boolean(),
  })
  .openapi('ExpiringCertificate')

const authoritySchema = z
  .object({ id: z.string(), name: z.string(), valid_from: time(), valid_to: time() })
  .openapi('ExpiringAuthority')

interface Range {
  readonly from: number
  readonly to: number
  readonly caId?: Uuid | undefined
}

function rangeOf(
  workspaceId: Uuid,
  { from, to, caId }: Range,
): {
  readonly workspaceId: Uuid
  readonly from: number
  readonly until: number
  readonly authorityId: Uuid | undefined
} {
  return { workspaceId, from, until: to + 1, authorityId: caId }
}

const days = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/expiry/days',
  operationId: 'countExpiring',
  tag,
  summary:
    'How many certificates end on each day (UTC), and which CAs; days without any are left out',
  access: 'workspace',
  query: z.object(range),
  response: z.object({
    days: z.array(z.object({ day: z.string(), count: z.int() })),
    authorities: z.array(authoritySchema),
  }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, query }) {
    const wanted = rangeOf(principal.workspace.id, query)
    const [counted, authorities] = await Promise.all([
      notifications.expiryDays(act, wanted),
      notifications.expiringAuthorities(act, wanted),
    ])
    return replyJson(exchange, {
      days: counted.map(({ day, count }) => ({
        day: timeText(day * DAY_MILLISECONDS).slice(0, 10),
        count,
      })),
      authorities: authorities.map(({ id, name, validity }) => ({
        id,
        name,
        valid_from: timeText(validity.notBefore),
        valid_to: timeText(validity.notAfter),
      })),
    })
  },
})

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/expiry/certificates',
  operationId: 'listExpiring',
  tag,
  summary: 'Certificates that end within a range of days, soonest first',
  access: 'workspace',
  query: z.object({
    ...range,
    replaced: oneOf(['include', 'leaveOut']).optional(),
    page: wholeText(1, 100_000).optional(),
    pageSize: wholeText(1, 200).optional(),
  }),
  response: z.object({
    certificates: z.array(certificateSchema),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    totalPages: z.int(),
  }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, query }) {
    const { page = 1, pageSize = 20, replaced } = query
    const { certificates, total } = await notifications.listExpiring(
      act,
      { ...rangeOf(principal.workspace.id, query), includeReplaced: replaced === 'include' },
      { offset: (page - 1) * pageSize, limit: pageSize },
    )
    return replyJson(exchange, {
      certificates: certificates.map(render),
      total,
      page,
      pageSize,
      totalPages: Math.ceil(total / pageSize),
    })
  },
})

export const EXPIRY_ENDPOINTS: readonly ConsoleEndpoint[] = [days, list]

function render(certificate: ExpiringCertificate): z.input<typeof certificateSchema> {
  return {
    id: certificate.id,
    common_name: certificate.commonName,
    serial_number: certificate.serialNumber,
    ca_id: certificate.authorityId,
    ca_name: certificate.authorityName,
    key_algorithm: certificate.keyAlgorithm,
    valid_from: timeText(certificate.notBefore),
    valid_to: timeText(certificate.notAfter),
    replaced: certificate.isReplaced,
  }
}
