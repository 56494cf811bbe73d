import { auditEvent, type AuditedAct } from '../../audit/events.ts'
import { isPermitted, noAccess } from '../../pki/authorization.ts'
import { newUuid } from '../../pki/identifier.ts'
import type { Permissions } from '../../pki/permission.ts'
import type { UserPrincipal } from '../../pki/principal.ts'
import { Problem, tryAgainIn } from '../../pki/problem.ts'
import type { TokenBucketRule } from '../../pki/token-bucket.ts'
import type { NewOAuthGrant } from '../../store/programs/oauth-store.ts'
import { requireGrants } from '../key-grants.ts'
import { requireUser, workspaceOfMember } from './member.ts'
import type { Agreement, ProgramContext } from './context.ts'
import type { AskingClient, PendingRequest } from './requests.ts'

/** A request in the browser that came with it, or one of a device that shows a code. */
export type RequestName = { readonly requestId: string } | { readonly userCode: string }

/** What a user is shown before they decide. */
export interface DescribedRequest extends Omit<PendingRequest, 'redirectUri'> {
  /** `https://host`, `http://127.0.0.1`, `scheme:`; null for a device. */
  readonly redirectsTo: string | null
  /** The workspace that made the client, where the user is a member of it: nobody else's word counts for them. */
  readonly vouchedBy: string | null
}

/** RFC 8628 §5.1: a code is short, so nobody may try many. */
const CODES_PER_USER: TokenBucketRule = { capacity: 20, refillPerSecond: 1 / 30 }
/** Until the first token comes: a code that waits for a device, and an hour of the token. */
const FIRST_LIFE_MILLISECONDS = 70 * 60_000

/** @throws Problem `notFound` when it has expired, `conflict` when it was answered, `rateLimited` for too many codes */
export async function describeRequest(
  context: ProgramContext,
  act: AuditedAct,
  name: RequestName,
): Promise<DescribedRequest> {
  const user = requireUser(act)
  const { redirectUri, ...pending } = await findRequest(context, user, name)
  return {
    ...pending,
    redirectsTo: redirectUri === null ? null : placeOf(redirectUri),
    vouchedBy: await vouchedBy(context, user, pending.client),
  }
}

/**
 * The user lets the program in: in the one workspace that was entered, with what was ticked, never more than the user has.
 * @throws Problem `invalidRequest`, `policyRefused`, `forbidden`, and those of `describeRequest`
 */
export async function agree(
  context: ProgramContext,
  act: AuditedAct,
  name: RequestName,
  { grants, mayReturnPrivateKeys }: Agreement,
): Promise<string | null> {
  const user = requireUser(act)
  const workspace = workspaceOfMember(act)
  const { client, resource } = await findRequest(context, user, name)
  requireGrants(grants, workspace.plan, 'a program')
  for (const [authorityId, granted] of grants) requireNoMore(user, authorityId, granted)
  const at = context.now()
  const grant: NewOAuthGrant = {
    id: newUuid(context.randomUuid),
    clientId: client.id,
    clientName: client.name,
    userId: user.id,
    workspaceId: workspace.id,
    resource,
    mayReturnKeys: mayReturnPrivateKeys && resource === 'mcp',
    createdAt: at,
    expiresAt: at + FIRST_LIFE_MILLISECONDS,
    grants,
  }
  const audit = auditEvent(act, 'oauthGrant.created', {
    subject: grant.id,
    workspaceId: workspace.id,
    at,
    detail: {
      program: client.name,
      clientId: client.id,
      resource,
      authorities: grants.size,
      mayReturnPrivateKeys: grant.mayReturnKeys,
    },
  })
  const outcome = await context.store.oauth.createGrant(grant, [audit])
  if (outcome !== 'created') throw noAccess(user)
  const { requests } = context
  if ('requestId' in name) return requests.accept(name.requestId, user.id, grant.id)
  await requests.acceptDevice(name.userCode, user.id, grant.id)
  return null
}

export async function refuse(
  context: ProgramContext,
  act: AuditedAct,
  name: RequestName,
): Promise<string | null> {
  const user = requireUser(act)
  await findRequest(context, user, name)
  if ('requestId' in name) return context.requests.refuse(name.requestId)
  await context.requests.refuseDevice(name.userCode)
  return null
}

async function findRequest(
  { requests, store, now }: ProgramContext,
  user: UserPrincipal,
  name: RequestName,
): Promise<PendingRequest> {
  const found =
    'requestId' in name
      ? await requests.find(name.requestId)
      : await findDevice({ requests, store, now }, user, name.userCode)
  if (found !== undefined) return found
  throw new Problem('notFound', 'this request has expired; go back to the program and start again')
}

async function findDevice(
  { requests, store, now }: Pick<ProgramContext, 'requests' | 'store' | 'now'>,
  user: UserPrincipal,
  userCode: string,
): Promise<PendingRequest | undefined> {
  const bucket = `user codes ${user.id}`
  const { allowed, retryAfterSeconds } = await store.rateBuckets.take(bucket, CODES_PER_USER, now())
  if (allowed) return requests.findDevice(userCode)
  throw new Problem('rateLimited', `too many codes were tried; ${tryAgainIn(retryAfterSeconds)}`, {
    retryAfterSeconds,
  })
}

function requireNoMore(
  user: UserPrincipal,
  authorityId: Parameters<typeof isPermitted>[1],
  { canRead, canIssue, canRevoke }: Permissions,
): void {
  const wanted = { read: canRead, issue: canIssue, revoke: canRevoke } as const
  for (const permission of ['read', 'issue', 'revoke'] as const) {
    if (wanted[permission] && !isPermitted(user, authorityId, permission)) throw noAccess(user)
  }
}

/** Only what tells one place from another: a path or a query may hold what is meant to mislead. */
function placeOf(redirectUri: string): string {
  const { protocol, host } = new URL(redirectUri)
  return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${host}` : protocol
}

async function vouchedBy(
  { store }: ProgramContext,
  user: UserPrincipal,
  { workspaceId }: AskingClient,
): Promise<string | null> {
  if (workspaceId === null) return null
  const members = await store.workspaces.members(workspaceId)
  if (!members.some(({ userId }) => userId === user.id)) return null
  return (await store.workspaces.get(workspaceId))?.name ?? null
}
