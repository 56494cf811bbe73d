import { anonymousRefusal, type AuditedAct } from '../../audit/events.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'
import type { RandomBytes } from '../../pki/clock.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { UserPrincipal } from '../../pki/principal.ts'
import type { Account } from '../../store/sign-in/sign-in-store.ts'
import type { Store } from '../../store/store.ts'
import type { Visitor } from '../sessions.ts'
import type { IdentityProvider } from './identity-provider.ts'
import type { PasswordHasher } from './password-hash.ts'

/** What the verbs of signing in need. */
export interface SignInContext {
  readonly store: Pick<
    Store,
    'signIn' | 'memberships' | 'workspaces' | 'invitations' | 'rateBuckets'
  >
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly random: RandomBytes
  readonly randomUuid: () => string
  readonly hasher: PasswordHasher
  readonly refusals: { refused(event: AuditEvent): void }
  /** Seals what must be read back, so that nothing of it lies open in the database. */
  readonly seal: (name: string, plaintext: Uint8Array) => Uint8Array
  readonly open: (name: string, sealed: Uint8Array) => Uint8Array
  /** Where the dashboard is reached, each without a trailing slash; the first is the one that links are made with. */
  readonly origins: () => readonly string[]
  readonly providers: readonly IdentityProvider[]
  /** What could not be written and need not be: when a session was last seen. */
  readonly onFailure: (error: unknown) => void
}

/** The person themselves, before they have a session: what begins one is their act. */
export function actOf(
  account: Pick<Account, 'id' | 'email' | 'isOperator'>,
  sessionId: Uuid,
  at: number,
  visitor: Visitor,
): AuditedAct {
  const principal: UserPrincipal = {
    kind: 'user',
    id: account.id,
    sessionId,
    user: { id: account.id, email: account.email },
    workspace: null,
    role: null,
    isOperator: account.isOperator,
    provedAt: at,
    grants: new Map(),
    address: visitor.address,
  }
  return { principal, requestId: visitor.requestId }
}

/** Tells the audit of somebody who was not let in; equal attempts are counted together. */
export function refuseVisitor(
  { refusals, now }: Pick<SignInContext, 'refusals' | 'now'>,
  visitor: Visitor,
  facts: { readonly userId: Uuid | null; readonly method: string; readonly reason: string },
): void {
  const { userId, ...detail } = facts
  refusals.refused(
    anonymousRefusal(visitor, { subject: userId, workspaceId: null, at: now(), detail }),
  )
}
