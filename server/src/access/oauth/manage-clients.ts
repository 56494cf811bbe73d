import { auditEvent, type AuditedAct, type DoneAction } from '../../audit/events.ts'
import { requireName } from '../../pki/display-name.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'
import { requireStepUp } from '../../pki/authorization.ts'
import type { RandomBytes } from '../../pki/clock.ts'
import { newUuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import { SecretText } from '../../pki/secret-text.ts'
import type { OAuthClient } from '../../store/programs/oauth-store.ts'
import { hashToken } from './access-token.ts'
import { workspaceOfMember } from './member.ts'
import type { ProgramContext } from './context.ts'

/** A confidential client: a program that runs on a server and can keep a secret. */
export interface ClientRequest {
  readonly name: string
  readonly redirectUris: readonly string[]
}

export interface ClientWithSecret {
  readonly client: OAuthClient
  /** Shown once; only its hash is kept. */
  readonly secret: SecretText
}

const MOST_CLIENTS = 100
const MOST_REDIRECT_URIS = 10
const LONGEST_REDIRECT_URI = 2000
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

export async function listClients(
  { store }: Pick<ProgramContext, 'store'>,
  act: AuditedAct,
): Promise<readonly OAuthClient[]> {
  return store.oauth.clients(workspaceOfMember(act).id)
}

/** @throws Problem `invalidRequest`, `conflict`, `forbidden`, each saying what to do */
export async function createClient(
  context: ProgramContext,
  act: AuditedAct,
  request: ClientRequest,
): Promise<ClientWithSecret> {
  const workspace = workspaceOfMember(act, 'admin')
  const name = requireName(request.name, 'an OAuth client')
  const redirectUris = requireRedirectUris(request.redirectUris)
  const { oauth } = context.store
  if ((await oauth.clients(workspace.id)).length >= MOST_CLIENTS) {
    throw new Problem('conflict', `there are ${MOST_CLIENTS} OAuth clients; delete one first`)
  }
  const secret = newSecret(context.random)
  const client: OAuthClient = {
    id: newUuid(context.randomUuid),
    workspaceId: workspace.id,
    name,
    metadata: JSON.stringify({
      client_name: name,
      redirect_uris: redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
    }),
    secretHash: hashToken(secret.reveal()),
    createdAt: context.now(),
    expiresAt: null,
    lastUsedAt: null,
  }
  await oauth.createClient(client, [told(context, act, 'oauthClient.created', client)])
  return { client, secret }
}

/** The former secret is refused from now on; tokens that it brought stay. @throws Problem `notFound`, `forbidden`, `stepUpRequired` */
export async function replaceClientSecret(
  context: ProgramContext,
  act: AuditedAct,
  id: string,
): Promise<ClientWithSecret> {
  const client = await ownClient(context, act, id)
  requireStepUp(act.principal, context.now())
  const secret = newSecret(context.random)
  const secretHash = hashToken(secret.reveal())
  const audit = told(context, act, 'oauthClient.secretReplaced', client)
  const outcome = await context.store.oauth.replaceSecret(id, secretHash, [audit])
  if (outcome === 'notFound') throw noClient()
  return { client: { ...client, secretHash }, secret }
}

/** Whatever was granted to it ends. @throws Problem `notFound`, `forbidden`, `stepUpRequired` */
export async function deleteClient(
  context: ProgramContext,
  act: AuditedAct,
  id: string,
): Promise<void> {
  const client = await ownClient(context, act, id)
  requireStepUp(act.principal, context.now())
  const audit = told(context, act, 'oauthClient.deleted', client)
  const outcome = await context.store.oauth.deleteClient(id, context.now(), [audit])
  if (outcome === 'notFound') throw noClient()
}

async function ownClient(
  { store }: ProgramContext,
  act: AuditedAct,
  id: string,
): Promise<OAuthClient> {
  const workspace = workspaceOfMember(act, 'admin')
  const client = await store.oauth.client(id)
  if (client?.workspaceId !== workspace.id) throw noClient()
  return client
}

function noClient(): Problem {
  return new Problem('notFound', 'there is no such OAuth client; reload the list')
}

/** 256 random bits after a mark that tells what leaked where it is found. */
function newSecret(random: RandomBytes): SecretText {
  return new SecretText(`cm_secret_${Buffer.from(random(32)).toString('base64url')}`)
}

function told(
  { now }: Pick<ProgramContext, 'now'>,
  act: AuditedAct,
  action: DoneAction,
  { id, name, workspaceId }: OAuthClient,
): AuditEvent {
  return auditEvent(act, action, { subject: id, workspaceId, at: now(), detail: { name } })
}

/** RFC 9700 §4.1.3: the very addresses, and none from which the answer could be read on its way. */
function requireRedirectUris(given: readonly string[]): readonly string[] {
  const uris = [...new Set(given.map((uri) => uri.trim()).filter((uri) => uri !== ''))]
  if (uris.length < 1 || uris.length > MOST_REDIRECT_URIS) {
    throw refused(`give 1 to ${MOST_REDIRECT_URIS} redirect URIs`)
  }
  for (const uri of uris) {
    const url = uri.length > LONGEST_REDIRECT_URI ? null : URL.parse(uri)
    if (url === null) throw refused('a redirect URI is not an absolute URL; write https://…')
    const isSafe =
      url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))
    if (!isSafe) {
      throw refused(`the redirect URI ${url.origin} is not https; only loopback may go without`)
    }
    if (uri.includes('#')) throw refused('a redirect URI holds a fragment; remove it')
  }
  return uris
}

function refused(sentence: string): Problem {
  return new Problem('invalidRequest', sentence, { field: 'redirectUris' })
}
