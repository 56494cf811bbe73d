import { noWorkspace } from '../../pki/authorization.ts'
import { ALL_PERMISSIONS } from '../../pki/permission.ts'
import type { UserPrincipal } from '../../pki/principal.ts'
import { Problem } from '../../pki/problem.ts'
import type { Entry, SessionOfUser } from '../../store/sign-in/sign-in-store.ts'
import type { Sessions, Visitor } from '../sessions.ts'
import { IDLE_MILLISECONDS } from './begin-session.ts'
import type { SignInContext } from './context.ts'
import { csrfTokenOf, hashToken, looksLikeToken } from './session-token.ts'

/** How exactly a session's last use is known: not every request is worth a write. */
const SEEN_MILLISECONDS = 60_000

export function createSessions(
  context: Pick<SignInContext, 'store' | 'now' | 'onFailure'>,
): Sessions {
  const { signIn } = context.store
  return {
    async authenticate(token, visitor) {
      if (!looksLikeToken(token)) throw signedOut()
      const session = await signIn.session(hashToken(token))
      if (session === undefined || !isAlive(session, context.now())) throw signedOut()
      await noteUse(context, session, visitor)
      return { principal: principalOf(session, visitor), csrfToken: csrfTokenOf(token) }
    },
    async enter(principal, workspaceId) {
      const entry = await signIn.enter(principal.id, workspaceId)
      if (entry === undefined) throw noWorkspace()
      requireSecondFactorOf(entry, principal)
      const { workspace, role, authorityIds } = entry
      const { id, name, slug, plan } = workspace
      const grants = new Map(authorityIds.map((authority) => [authority, ALL_PERMISSIONS] as const))
      return { ...principal, workspace: { id, name, slug, plan }, role, grants }
    },
  }
}

/** @throws Problem `secondFactorRequired` where the workspace wants one that the session has not shown */
export function requireSecondFactorOf(
  { workspace, requiresSecondFactor }: Pick<Entry, 'workspace' | 'requiresSecondFactor'>,
  { hasSecondFactor }: Pick<UserPrincipal, 'hasSecondFactor'>,
): void {
  if (!requiresSecondFactor || hasSecondFactor === true) return
  throw new Problem(
    'secondFactorRequired',
    `the workspace "${workspace.name}" lets in only those who have shown a second factor; add a passkey or an authenticator app to your account, or confirm with it`,
  )
}

export function isAlive(
  session: { readonly expiresAt: number; readonly lastSeenAt: number },
  now: number,
): boolean {
  return session.expiresAt > now && session.lastSeenAt + IDLE_MILLISECONDS > now
}

async function noteUse(
  { store, now, onFailure }: Pick<SignInContext, 'store' | 'now' | 'onFailure'>,
  session: SessionOfUser,
  visitor: Visitor,
): Promise<void> {
  const at = now()
  if (at - session.lastSeenAt < SEEN_MILLISECONDS && session.address === visitor.address) return
  try {
    await store.signIn.touch(session.id, at, visitor.address)
  } catch (error) {
    // A full disk must not keep people from looking at what is there.
    onFailure(error)
  }
}

function principalOf(session: SessionOfUser, visitor: Visitor): UserPrincipal {
  return {
    kind: 'user',
    id: session.userId,
    sessionId: session.id,
    user: { id: session.userId, email: session.user.email },
    workspace: null,
    role: null,
    isOperator: session.user.isOperator,
    provedAt: session.provedAt,
    hasSecondFactor: session.hasSecondFactor,
    grants: new Map(),
    address: visitor.address,
  }
}

function signedOut(): Problem {
  return new Problem('unauthenticated', 'you are not signed in, or not any more; sign in')
}
