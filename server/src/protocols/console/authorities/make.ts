import { replyJson } from '../../../http/exchange.ts'
import { Problem } from '../../../pki/problem.ts'
import { SecretText } from '../../../pki/secret-text.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { withPassphrases } from './passphrases.ts'
import { renderDetail } from './render.ts'
import {
  authorityAnswer,
  hierarchyAnswer,
  importedAuthority,
  newAuthority,
  newHierarchy,
} from './schemas.ts'
import type { output } from 'zod'
import type { ImportAuthorityRequest } from '../../../ca/authorities/import-authority.ts'

const tag = 'Certificate Authorities'

const createAuthority = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/authorities',
  operationId: 'createAuthority',
  tag,
  summary: 'Makes a root, or an intermediate CA below a parent',
  access: 'workspace',
  body: { schema: newAuthority },
  response: authorityAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, principal, body }) {
    const { authorities } = services
    const authority = await withPassphrases(services, body, ({ passphrase, caPassphrase }) =>
      authorities.create(act, {
        ...orderOf(body),
        workspaceId: principal.workspace.id,
        parentId: body.parentCaId,
        shards: body.shards,
        passphrase,
        parentPassphrase: caPassphrase,
      }),
    )
    return replyJson(exchange, {
      authority: renderDetail(await authorities.get(act, authority.id)),
    })
  },
})

const createHierarchy = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/authority-hierarchies',
  operationId: 'createAuthorityHierarchy',
  tag,
  summary: 'Makes a root and an issuing CA below it in one go',
  access: 'workspace',
  body: { schema: newHierarchy },
  response: hierarchyAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, principal, body }) {
    const { authorities } = services
    const made = await withPassphrases(services, body.root, (ofRoot) =>
      withPassphrases(services, body.issuing, (ofIssuing) =>
        authorities.createHierarchy(act, {
          workspaceId: principal.workspace.id,
          root: { ...orderOf(body.root), passphrase: ofRoot.passphrase },
          issuing: { ...orderOf(body.issuing), passphrase: ofIssuing.passphrase },
        }),
      ),
    )
    const [root, issuing] = await Promise.all([
      authorities.get(act, made.root.id),
      authorities.get(act, made.issuing.id),
    ])
    return replyJson(exchange, { root: renderDetail(root), issuing: renderDetail(issuing) })
  },
})

const importAuthority = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/authority-imports',
  operationId: 'importAuthority',
  tag,
  summary: 'Takes over a CA that was made elsewhere, with its private key',
  access: 'workspace',
  body: { schema: importedAuthority },
  response: authorityAnswer,
  costs: 'issue',
  async answer(services, { exchange, act, principal, body }) {
    const { authorities } = services
    const authority = await withPassphrases(services, body, ({ passphrase }) =>
      authorities.import(act, {
        workspaceId: principal.workspace.id,
        name: named(body.name),
        bundle: bundleOf(body),
        password: body.password === undefined ? undefined : new SecretText(body.password),
        former: { list: listOf(body.crl), number: body.crlNumber },
        passphrase,
      }),
    )
    return replyJson(exchange, {
      authority: renderDetail(await authorities.get(act, authority.id)),
    })
  },
})

export const AUTHORITY_MAKING: readonly ConsoleEndpoint[] = [
  createAuthority,
  createHierarchy,
  importAuthority,
]

type Half = output<typeof newHierarchy>['root']

export function orderOf(body: Omit<Half, 'passphrase'>) {
  const { commonName, organization, organizationalUnit, country, state, locality } = body
  return {
    name: body.name,
    subject: { commonName, organization, organizationalUnit, country, state, locality },
    keyAlgorithm: body.keyAlgorithm,
    validityDays: body.validityDays,
    pathLength: body.pathLength === 'unlimited' ? null : body.pathLength,
  }
}

/** An empty field of a form is none. */
const named = (name: string | undefined): string | undefined =>
  name === undefined || name.trim() === '' ? undefined : name.trim()

function bundleOf({
  pem,
  pkcs12,
}: output<typeof importedAuthority>): ImportAuthorityRequest['bundle'] {
  if (pem !== undefined && pkcs12 === undefined) return { form: 'pem', text: new SecretText(pem) }
  if (pkcs12 !== undefined && pem === undefined)
    return { form: 'pkcs12', octets: fromBase64(pkcs12, 'pkcs12') }
  throw new Problem(
    'invalidRequest',
    'give either pem (certificate and private key as text) or pkcs12 (a store as Base64)',
    { field: 'pem' },
  )
}

function listOf(crl: string | undefined): Uint8Array | undefined {
  if (crl === undefined || crl.trim() === '') return undefined
  return crl.includes('-----BEGIN ') ? new TextEncoder().encode(crl) : fromBase64(crl, 'crl')
}

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/

function fromBase64(text: string, field: string): Uint8Array {
  if (!BASE64.test(text))
    throw new Problem('invalidRequest', `${field} must be Base64; choose the file again`, { field })
  return new Uint8Array(Buffer.from(text, 'base64'))
}
