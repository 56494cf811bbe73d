import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { orderOf } from './make.ts'
import { withPassphrases } from './passphrases.ts'
import { renderDetail, renderRequest, requestPem } from './render.ts'
import {
  authorityAnswer,
  authorityPath,
  certified,
  newRequest,
  removedAnswer,
  requestAnswer,
  requestList,
  requestPath,
  requestPemAnswer,
  unlocking,
} from './schemas.ts'

const tag = 'CA Requests'
const ALL = '/console/v1/workspaces/{workspaceId}/authority-requests'
const AUTHORITY = '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}'

const createRequest = consoleEndpoint({
  method: 'post',
  route: ALL,
  operationId: 'createAuthorityRequest',
  tag,
  summary:
    'Makes the key of a CA and a certification request, to be signed by an authority elsewhere',
  access: 'workspace',
  body: { schema: newRequest },
  response: requestAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, principal, body }) {
    const request = await withPassphrases(services, body, ({ passphrase }) => {
      const { name, subject, keyAlgorithm, pathLength } = orderOf(body)
      const workspaceId = principal.workspace.id
      const order = { workspaceId, name, subject, keyAlgorithm, pathLength, passphrase }
      return services.authorities.request(act, order)
    })
    return replyJson(exchange, { request: renderRequest(request) })
  },
})

const listRequests = consoleEndpoint({
  method: 'get',
  route: ALL,
  operationId: 'listAuthorityRequests',
  tag,
  summary: 'CAs that wait for a certificate from elsewhere, newest first',
  access: 'workspace',
  response: requestList,
  costs: 'request',
  async answer({ authorities }, { exchange, act, principal }) {
    const requests = await authorities.requests(act, principal.workspace.id)
    return replyJson(exchange, { requests: requests.map(renderRequest) })
  },
})

const getRequest = consoleEndpoint({
  method: 'get',
  route: `${ALL}/{requestId}`,
  operationId: 'getAuthorityRequest',
  tag,
  summary: 'A CA that waits for a certificate from elsewhere',
  access: 'workspace',
  path: requestPath,
  response: requestAnswer,
  costs: 'request',
  async answer({ authorities }, { exchange, act, path }) {
    const request = await authorities.getRequest(act, path.requestId)
    return replyJson(exchange, { request: renderRequest(request) })
  },
})

const completeRequest = consoleEndpoint({
  method: 'post',
  route: `${ALL}/{requestId}/complete`,
  operationId: 'completeAuthorityRequest',
  tag,
  summary: 'Brings the certificate that was issued elsewhere; the request becomes a CA',
  access: 'workspace',
  path: requestPath,
  body: { schema: certified },
  response: authorityAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, path, body }) {
    const { authorities } = services
    const { id } = await withPassphrases(services, body, ({ caPassphrase: passphrase }) =>
      authorities.complete(act, {
        id: path.requestId,
        certificatePem: body.certificatePem,
        passphrase,
      }),
    )
    return replyJson(exchange, { authority: renderDetail(await authorities.get(act, id)) })
  },
})

const removeRequest = consoleEndpoint({
  method: 'delete',
  route: `${ALL}/{requestId}`,
  operationId: 'removeAuthorityRequest',
  tag,
  summary: 'Gives the request up; the key that was made for it is deleted',
  access: 'workspace',
  path: requestPath,
  response: removedAnswer,
  costs: 'request',
  async answer({ authorities }, { exchange, act, path }) {
    await authorities.removeRequest(act, path.requestId)
    return replyJson(exchange, { removed: true })
  },
})

const requestRenewal = consoleEndpoint({
  method: 'post',
  route: `${AUTHORITY}/renewal-request`,
  operationId: 'requestAuthorityRenewal',
  tag,
  summary: 'A further certification request for the key of a CA that was certified elsewhere',
  access: 'workspace',
  path: authorityPath,
  body: { schema: unlocking },
  response: requestPemAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, path, body }) {
    const der = await withPassphrases(services, body, ({ caPassphrase: passphrase }) =>
      services.authorities.requestRenewal(act, { id: path.authorityId, passphrase }),
    )
    return replyJson(exchange, { request_pem: requestPem(der) })
  },
})

const renewElsewhere = consoleEndpoint({
  method: 'post',
  route: `${AUTHORITY}/certificate`,
  operationId: 'replaceAuthorityCertificate',
  tag,
  summary: 'Brings a new certificate for a CA that was certified elsewhere',
  access: 'workspace',
  path: authorityPath,
  body: { schema: certified },
  response: authorityAnswer,
  costs: 'issue',
  async answer({ authorities }, { exchange, act, path, body }) {
    const { certificatePem } = body
    await authorities.renewElsewhere(act, { id: path.authorityId, certificatePem })
    const overview = await authorities.get(act, path.authorityId)
    return replyJson(exchange, { authority: renderDetail(overview) })
  },
})

export const AUTHORITY_REQUESTS: readonly ConsoleEndpoint[] = [
  createRequest,
  listRequests,
  getRequest,
  completeRequest,
  removeRequest,
  requestRenewal,
  renewElsewhere,
]
