import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import {
  certificatePem,
  renderActivity,
  renderChecked,
  renderDetail,
  renderOverview,
  renderPublished,
} from './render.ts'
import {
  activityAnswer,
  activityQuery,
  authorityAnswer,
  authorityList,
  authorityPath,
  chainAnswer,
  checkAnswer,
  listQuery,
  publicationAnswer,
} from './schemas.ts'

const tag = 'Certificate Authorities'
const ONE = '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}'

const listAuthorities = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/authorities',
  operationId: 'listAuthorities',
  tag,
  summary: 'All CAs of the workspace with their state, oldest first; enough to draw the tree',
  access: 'workspace',
  query: listQuery,
  response: authorityList,
  costs: 'request',
  async answer({ authorities }, { exchange, act, principal, query }) {
    const includeRevoked = query.includeRevoked === 'true'
    const found = await authorities.list(act, principal.workspace.id, { includeRevoked })
    return replyJson(exchange, {
      authorities: found.map(renderOverview),
      total: found.length,
      page: 1,
      pageSize: found.length,
      totalPages: 1,
    })
  },
})

const getAuthority = consoleEndpoint({
  method: 'get',
  route: ONE,
  operationId: 'getAuthority',
  tag,
  summary: 'A CA in full',
  access: 'workspace',
  path: authorityPath,
  response: authorityAnswer,
  costs: 'request',
  async answer({ authorities }, { exchange, act, path }) {
    const overview = await authorities.get(act, path.authorityId)
    return replyJson(exchange, { authority: renderDetail(overview) })
  },
})

const getChain = consoleEndpoint({
  method: 'get',
  route: `${ONE}/chain`,
  operationId: 'getAuthorityChain',
  tag,
  summary: 'The certificates from the CA up to the root, PEM',
  access: 'workspace',
  path: authorityPath,
  response: chainAnswer,
  costs: 'request',
  async answer({ authorities }, { exchange, act, path }) {
    const chain = await authorities.chain(act, path.authorityId)
    return replyJson(exchange, {
      authorityId: path.authorityId,
      chain: chain.map(certificatePem),
    })
  },
})

const getPublication = consoleEndpoint({
  method: 'get',
  route: `${ONE}/publication`,
  operationId: 'getAuthorityPublication',
  tag,
  summary: 'What the CA publishes for relying parties, as it is recorded',
  access: 'workspace',
  path: authorityPath,
  response: publicationAnswer,
  costs: 'request',
  async answer({ authorities, trustUrl }, { exchange, act, path }) {
    const published = await authorities.published(act, path.authorityId)
    const publication = renderPublished(published, trustUrl(path.authorityId))
    return replyJson(exchange, { publication })
  },
})

const check = consoleEndpoint({
  method: 'post',
  route: `${ONE}/check`,
  operationId: 'checkAuthorityPublication',
  tag,
  summary:
    'Fetches lists and an OCSP answer over the network, as a relying party does, and judges them',
  access: 'workspace',
  path: authorityPath,
  response: checkAnswer,
  costs: 'issue',
  async answer({ authorities }, { exchange, act, path }) {
    return replyJson(exchange, renderChecked(await authorities.check(act, path.authorityId)))
  },
})

const getActivity = consoleEndpoint({
  method: 'get',
  route: `${ONE}/activity`,
  operationId: 'getAuthorityActivity',
  tag,
  summary: 'What was done with the CA itself and by whom, newest first',
  access: 'workspace',
  path: authorityPath,
  query: activityQuery,
  response: activityAnswer,
  costs: 'request',
  async answer({ authorities }, { exchange, act, path, query }) {
    const { beforeAt, beforeSeq, pageSize } = query
    const before =
      beforeAt === undefined || beforeSeq === undefined
        ? undefined
        : { at: beforeAt, seq: beforeSeq }
    const activity = await authorities.activity(act, {
      id: path.authorityId,
      before,
      limit: pageSize,
    })
    return replyJson(exchange, renderActivity(activity))
  },
})

export const AUTHORITY_READS: readonly ConsoleEndpoint[] = [
  listAuthorities,
  getAuthority,
  getChain,
  getPublication,
  check,
  getActivity,
]
