import { reply, replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint } from '../endpoint.ts'
import { exported } from './export.ts'
import {
  certificatePem,
  renderDescribed,
  renderListed,
  renderPreview,
  renderStory,
} from './render.ts'
import {
  certificatePath,
  decodeBody,
  decodedSchema,
  detailSchema,
  exportQuery,
  listQuery,
  listSchema,
  pemsBody,
  pemsSchema,
  previewBody,
  previewSchema,
} from './schemas.ts'
import type { z } from '@hono/zod-openapi'
import type { BrowseFilter } from '../../../ca/inventory/certificate-views.ts'

const tag = 'Certificates'
const ROOT = '/console/v1/workspaces/{workspaceId}/certificates'
const TYPE = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const

export const listCertificates = consoleEndpoint({
  method: 'get',
  route: ROOT,
  operationId: 'listCertificates',
  tag,
  summary: 'Certificates of a workspace: filtered, sorted, a page at a time',
  access: 'workspace',
  query: listQuery,
  response: listSchema,
  costs: 'request',
  async answer({ ca, clock }, { exchange, act, query }) {
    const { sort, direction, page, pageSize, ...filter } = query
    const order = { by: sort, descending: direction === 'desc' }
    const found = await ca.browseCertificates(act, { ...filterOf(filter), order, page, pageSize })
    const now = clock.now()
    return replyJson(exchange, {
      certificates: found.certificates.map((certificate) => renderListed(certificate, now)),
      total: found.total,
      isTotalKnown: found.isAtLeast !== true,
      page,
      pageSize,
      totalPages: Math.ceil(found.total / pageSize),
    })
  },
})

export const exportCertificates = consoleEndpoint({
  method: 'get',
  route: `${ROOT}/export`,
  operationId: 'exportCertificates',
  tag,
  summary: 'All certificates that a filter finds, newest first, as CSV or JSON',
  access: 'workspace',
  query: exportQuery,
  costs: 'request',
  async answer({ ca, authorities, clock }, { exchange, act, principal, query }) {
    const { format, ...filter } = query
    const now = clock.now()
    const day = new Date(now).toISOString().slice(0, 10)
    exchange.headers['Content-Disposition'] =
      `attachment; filename="certificates-${principal.workspace.slug}-${day}.${format}"`
    const all = await authorities.list(act, principal.workspace.id, { includeRevoked: true })
    const names = new Map(all.map(({ authority }) => [authority.id, authority.name]))
    const pages = ca.walkCertificates(act, filterOf(filter))
    const stream = exported(format, { pages, authorities: names, now })
    return reply(exchange, 200, TYPE[format], stream)
  },
})

export const getCertificate = consoleEndpoint({
  method: 'get',
  route: `${ROOT}/{id}`,
  operationId: 'getCertificate',
  tag,
  summary: 'A certificate with all that it says, its chain, its renewals and its history',
  access: 'workspace',
  path: certificatePath,
  response: detailSchema,
  costs: 'request',
  async answer({ ca, clock }, { exchange, act, path }) {
    return replyJson(exchange, renderStory(await ca.certificateStory(act, path.id), clock.now()))
  },
})

export const previewCertificate = consoleEndpoint({
  method: 'post',
  route: `${ROOT}/preview`,
  operationId: 'previewCertificate',
  tag,
  summary: 'What issuing would come to, and what stands in its way; nothing is signed',
  access: 'workspace',
  body: { schema: previewBody },
  response: previewSchema,
  costs: 'request',
  async answer({ ca }, { exchange, act, body }) {
    const { caId, ...request } = body
    const preview = await ca.previewIssue(act, { ...request, authorityId: caId })
    return replyJson(exchange, renderPreview(preview))
  },
})

export const getPems = consoleEndpoint({
  method: 'post',
  route: `${ROOT}/pems`,
  operationId: 'getCertificatePems',
  tag,
  summary:
    'Several certificates as PEM, with the chains of their CAs; what is out of reach is left out',
  access: 'workspace',
  body: { schema: pemsBody },
  response: pemsSchema,
  costs: 'request',
  async answer({ ca }, { exchange, act, body }) {
    const certificates: z.input<typeof pemsSchema>['certificates'] = []
    const chains: Record<string, string[]> = {}
    for (const { certificate, ...found } of await ca.findCertificates(act, body.ids)) {
      certificates.push({
        id: found.id,
        ca_id: found.authorityId,
        common_name: found.commonName,
        serial_number: found.serialNumber,
        certificate_pem: certificatePem(certificate),
      })
      chains[found.authorityId] ??= (await ca.getChain(act, found.authorityId)).map(certificatePem)
    }
    return replyJson(exchange, { certificates, chains })
  },
})

export const decodePem = consoleEndpoint({
  method: 'post',
  route: '/console/v1/decode',
  operationId: 'decodePem',
  tag,
  summary: 'What pasted certificates, requests and revocation lists say; nothing is kept',
  access: 'session',
  body: { schema: decodeBody },
  response: decodedSchema,
  costs: 'request',
  answer({ ca }, { exchange, act, body }) {
    return replyJson(exchange, { objects: ca.decode(act, body.pem).map(renderDescribed) })
  },
})

type Filters = Omit<z.output<typeof exportQuery>, 'format'>

function filterOf({ caId, algorithm, replaced, ...filter }: Filters): BrowseFilter {
  return {
    ...filter,
    authorityId: caId,
    keyAlgorithm: algorithm,
    replaced: replaced === undefined ? undefined : replaced === 'yes',
  }
}
