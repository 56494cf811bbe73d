import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { withPassphrases } from './passphrases.ts'
import { renderDetail, renderPublished } from './render.ts'
import {
  authorityAnswer,
  authorityPath,
  publicationAnswer,
  renewal,
  revocation,
  unlocking,
} from './schemas.ts'

const tag = 'Certificate Authorities'
const ONE = '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}'

const renewAuthority = consoleEndpoint({
  method: 'post',
  route: `${ONE}/renew`,
  operationId: 'renewAuthority',
  tag,
  summary:
    'A new certificate for the same key and name, so that what was issued before stays valid',
  access: 'workspace',
  path: authorityPath,
  body: { schema: renewal },
  response: authorityAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, path, body }) {
    const { authorities } = services
    const { validityDays } = body
    await withPassphrases(services, body, ({ caPassphrase: signerPassphrase }) =>
      authorities.renew(act, { id: path.authorityId, validityDays, signerPassphrase }),
    )
    const overview = await authorities.get(act, path.authorityId)
    return replyJson(exchange, { authority: renderDetail(overview) })
  },
})

const revokeAuthority = consoleEndpoint({
  method: 'post',
  route: `${ONE}/revoke`,
  operationId: 'revokeAuthority',
  tag,
  summary: 'Revokes a CA for good; takes its name, typed, and a fresh proof of who asks',
  access: 'workspace',
  path: authorityPath,
  body: { schema: revocation },
  response: authorityAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, path, body }) {
    const { authorities } = services
    const { reason, name: confirmedName } = body
    await withPassphrases(services, body, ({ caPassphrase: signerPassphrase }) =>
      authorities.revoke(act, { id: path.authorityId, reason, confirmedName, signerPassphrase }),
    )
    const overview = await authorities.get(act, path.authorityId)
    return replyJson(exchange, { authority: renderDetail(overview) })
  },
})

const publish = consoleEndpoint({
  method: 'post',
  route: `${ONE}/publish`,
  operationId: 'publishAuthorityLists',
  tag,
  summary: 'Signs and publishes all lists of the CA now, due or not',
  access: 'workspace',
  path: authorityPath,
  body: { schema: unlocking },
  response: publicationAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, path, body }) {
    const { authorities, trustUrl } = services
    await withPassphrases(services, body, ({ caPassphrase: passphrase }) =>
      authorities.publish(act, { authorityId: path.authorityId, passphrase }),
    )
    const published = await authorities.published(act, path.authorityId)
    const publication = renderPublished(published, trustUrl(path.authorityId))
    return replyJson(exchange, { publication })
  },
})

export const AUTHORITY_CHANGES: readonly ConsoleEndpoint[] = [
  renewAuthority,
  revokeAuthority,
  publish,
]
