import { auditEvent, type AuditedAct } from '../../audit/events.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Role } from '../../pki/member.ts'
import type { UserPrincipal } from '../../pki/principal.ts'
import { Problem } from '../../pki/problem.ts'
import type { Workspace } from '../../pki/workspace.ts'
import type { Account, StoredSession } from '../../store/sign-in/sign-in-store.ts'
import { IDLE_MILLISECONDS } from './begin-session.ts'
import type { SignInContext } from './context.ts'
import { isAlive } from './create-sessions.ts'

export interface CurrentSession {
  readonly account: Account
  readonly workspaces: readonly (Workspace & { readonly role: Role })[]
}

/** Who is signed in, and where they may go. */
export async function currentSession(
  { store }: SignInContext,
  principal: UserPrincipal,
): Promise<CurrentSession> {
  const account = await accountOf(store, principal)
  return { account, workspaces: await store.memberships.workspacesOf(principal.id) }
}

export async function signOut({ store, now }: SignInContext, act: AuditedAct): Promise<void> {
  const { id, sessionId } = personOf(act)
  await store.signIn.endSession(id, sessionId, [ended(act, sessionId, now())])
}

/** Those that are in force, the latest first. */
export async function listSessions(
  { store, now }: SignInContext,
  act: AuditedAct,
): Promise<readonly (StoredSession & { readonly idleUntil: number })[]> {
  const sessions = await store.signIn.sessions(personOf(act).id, now())
  return sessions
    .filter((session) => isAlive(session, now()))
    .map((session) => ({ ...session, idleUntil: session.lastSeenAt + IDLE_MILLISECONDS }))
}

/** @throws Problem `notFound`, the same for a session of somebody else */
export async function endSession(
  { store, now }: SignInContext,
  act: AuditedAct,
  sessionId: Uuid,
): Promise<void> {
  const { id } = personOf(act)
  const outcome = await store.signIn.endSession(id, sessionId, [ended(act, sessionId, now())])
  if (outcome === 'notFound') {
    throw new Problem('notFound', 'there is no such session; it may have ended already')
  }
}

/** @returns how many others there were */
export async function endOtherSessions(
  { store, now }: SignInContext,
  act: AuditedAct,
): Promise<number> {
  const { id, sessionId } = personOf(act)
  const audit = [ended(act, id, now(), { others: true })]
  return store.signIn.endOtherSessions(id, sessionId, audit)
}

/** @throws Problem `forbidden` for whatever is no person who is signed in */
export function personOf({ principal }: AuditedAct): UserPrincipal {
  if (principal.kind === 'user') return principal
  throw new Problem('forbidden', 'this takes somebody who is signed in; use the dashboard')
}

export async function accountOf(
  store: SignInContext['store'],
  principal: Pick<UserPrincipal, 'id'>,
): Promise<Account> {
  const account = await store.signIn.account(principal.id)
  if (account !== undefined) return account
  throw new Problem('unauthenticated', 'you are not signed in, or not any more; sign in')
}

function ended(act: AuditedAct, subject: Uuid, at: number, detail: { others?: boolean } = {}) {
  return auditEvent(act, 'session.ended', {
    subject,
    workspaceId: null,
    at,
    detail: detail.others === true ? { others: true } : {},
  })
}
