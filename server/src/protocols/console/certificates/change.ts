import { replyJson } from '../../../http/exchange.ts'
import { withPassphrases } from '../authorities/passphrases.ts'
import { consoleEndpoint } from '../endpoint.ts'
import { certificatePem, renderListed } from './render.ts'
import {
  certificatePath,
  changedSchema,
  issueBody,
  issuedSchema,
  renewBody,
  revokeBody,
} from './schemas.ts'
import type { z } from '@hono/zod-openapi'
import type { Act, IssueResult } from '../../../ca/certification-authority.ts'
import type { ConsoleServices } from '../dependencies.ts'

const tag = 'Certificates'
const ROOT = '/console/v1/workspaces/{workspaceId}/certificates'

export const issueCertificate = consoleEndpoint({
  method: 'post',
  route: ROOT,
  operationId: 'issueCertificate',
  tag,
  summary: 'Issue a certificate; a managed one comes with its private key, this one time',
  access: 'workspace',
  body: { schema: issueBody },
  response: issuedSchema,
  costs: 'issue',
  async answer(services, { exchange, act, body }) {
    const { caId, caPassphrase, ...request } = body
    const result = await withPassphrases(services, { caPassphrase }, (lent) =>
      services.ca.issue(act, { ...request, authorityId: caId, passphrase: lent.caPassphrase }),
    )
    return replyJson(exchange, await renderIssued(services, act, result))
  },
})

export const renewCertificate = consoleEndpoint({
  method: 'post',
  route: `${ROOT}/{id}/renew`,
  operationId: 'renewCertificate',
  tag,
  summary: 'A new certificate with the names of this one, under a new key',
  access: 'workspace',
  path: certificatePath,
  body: { schema: renewBody },
  response: issuedSchema,
  costs: 'issue',
  async answer(services, { exchange, act, path, body }) {
    const { caPassphrase, ...request } = body
    const result = await withPassphrases(services, { caPassphrase }, (lent) =>
      services.ca.renew(act, {
        ...request,
        certificateId: path.id,
        passphrase: lent.caPassphrase,
      }),
    )
    return replyJson(exchange, await renderIssued(services, act, result))
  },
})

export const revokeCertificate = consoleEndpoint({
  method: 'post',
  route: `${ROOT}/{id}/revoke`,
  operationId: 'revokeCertificate',
  tag,
  summary: 'Revoke a certificate; with certificateHold only until it is released',
  access: 'workspace',
  path: certificatePath,
  body: { schema: revokeBody },
  response: changedSchema,
  costs: 'request',
  async answer(services, { exchange, act, path, body }) {
    const { reason, caPassphrase } = body
    const { certificate } = await withPassphrases(services, { caPassphrase }, (lent) =>
      services.ca.revoke(act, { certificateId: path.id, reason, passphrase: lent.caPassphrase }),
    )
    return replyJson(exchange, { certificate: renderListed(certificate, services.clock.now()) })
  },
})

export const releaseCertificate = consoleEndpoint({
  method: 'post',
  route: `${ROOT}/{id}/release`,
  operationId: 'releaseCertificate',
  tag,
  summary: 'End the hold of a certificate',
  access: 'workspace',
  path: certificatePath,
  response: changedSchema,
  costs: 'request',
  async answer({ ca, clock }, { exchange, act, path }) {
    const certificate = await ca.releaseHold(act, path.id)
    return replyJson(exchange, { certificate: renderListed(certificate, clock.now()) })
  },
})

async function renderIssued(
  { ca, clock }: Pick<ConsoleServices, 'ca' | 'clock'>,
  act: Act,
  result: IssueResult,
): Promise<z.input<typeof issuedSchema>> {
  if (result.kind !== 'issued') throw new Error('without an idempotency key nothing is replayed')
  const { certificate, privateKeyPem } = result
  const chain = await ca.getChain(act, certificate.authorityId)
  return {
    certificate: {
      ...renderListed(certificate, clock.now()),
      certificate_pem: certificatePem(certificate.certificate),
    },
    chain_pem: chain.map(certificatePem),
    ...(privateKeyPem === undefined ? {} : { privateKey: privateKeyPem }),
  }
}
