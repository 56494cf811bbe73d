import { auditEvent, type AuditedAct } from '../../audit/events.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'
import { newUuid } from '../../pki/identifier.ts'
import type { SecretText } from '../../pki/secret-text.ts'
import type { Account, NewStoredSession, SignInMethod } from '../../store/sign-in/sign-in-store.ts'
import type { NewSession, Visitor } from '../sessions.ts'
import { actOf, type SignInContext } from './context.ts'
import { hashToken, newToken } from './session-token.ts'

const HOUR = 3_600_000

/** Nobody did anything for so long: whoever left the browser open left. */
export const IDLE_MILLISECONDS = 12 * HOUR
/** However busy it is: a stolen one does not live for ever. */
const ABSOLUTE_MILLISECONDS = 7 * 24 * HOUR

export interface Beginning {
  readonly token: SecretText
  readonly session: NewStoredSession
  readonly act: AuditedAct
  readonly audit: readonly AuditEvent[]
}

/** A session that is about to be stored, with the only copy of its token. */
export function newSession(
  { now, random, randomUuid }: Pick<SignInContext, 'now' | 'random' | 'randomUuid'>,
  account: Pick<Account, 'id' | 'email' | 'isOperator'>,
  visitor: Visitor,
  how: { readonly method: SignInMethod; readonly hasSecondFactor: boolean },
): Beginning {
  const token = newToken(random)
  const at = now()
  const session: NewStoredSession = {
    id: newUuid(randomUuid),
    tokenHash: hashToken(token.reveal()),
    userId: account.id,
    ...how,
    createdAt: at,
    expiresAt: at + ABSOLUTE_MILLISECONDS,
    address: visitor.address,
    userAgent: visitor.userAgent,
  }
  const act = actOf(account, session.id, at, visitor)
  const audit = [
    auditEvent(act, 'session.began', { subject: session.id, workspaceId: null, at, detail: how }),
  ]
  return { token, session, act, audit }
}

export async function beginSession(
  context: SignInContext,
  account: Account,
  visitor: Visitor,
  how: { readonly method: SignInMethod; readonly hasSecondFactor: boolean },
): Promise<NewSession> {
  const { token, session, audit } = newSession(context, account, visitor, how)
  await context.store.signIn.beginSession(session, audit)
  return { token, expiresAt: session.expiresAt }
}
