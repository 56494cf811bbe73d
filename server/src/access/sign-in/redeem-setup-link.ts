import { auditEvent } from '../../audit/events.ts'
import { requireName } from '../../pki/display-name.ts'
import { Problem } from '../../pki/problem.ts'
import type { NewSession, Visitor } from '../sessions.ts'
import { newSession } from './begin-session.ts'
import { refuseVisitor, type SignInContext } from './context.ts'
import { requireGoodPassword } from './password-rules.ts'
import { hashToken, looksLikeToken } from './session-token.ts'

export interface SetupRequest {
  readonly token: string
  readonly password: string
  /** What others call them; '' leaves it open. */
  readonly name: string
}

/** For whom a link is, before it is used. @throws Problem `notFound`, the same for every reason */
export async function describeSetupLink(
  context: SignInContext,
  token: string,
  visitor: Visitor,
): Promise<{ readonly email: string; readonly name: string; readonly expiresAt: number }> {
  const { account, expiresAt } = await findSetup(context, token, visitor)
  return { email: account.email, name: account.name, expiresAt }
}

/**
 * Begins anew: the password is set, whatever the user signed in with before is gone, and so are their sessions. The link is
 * for somebody who has nothing yet, or has lost it.
 * @throws Problem `notFound` for a link that is unknown, used or expired; `invalidRequest` for a password that is none
 */
export async function redeemSetupLink(
  context: SignInContext,
  request: SetupRequest,
  visitor: Visitor,
): Promise<NewSession> {
  const { account } = await findSetup(context, request.token, visitor)
  const name = request.name.trim() === '' ? account.name : requireName(request.name, 'a person')
  requireGoodPassword(request.password, account.email)
  const passwordHash = await context.hasher.hash(request.password)
  const how = { method: 'setupLink', hasSecondFactor: false } as const
  const { token, session, act, audit } = newSession(context, account, visitor, how)
  const redeemed = auditEvent(act, 'setupLink.redeemed', {
    subject: account.id,
    workspaceId: null,
    at: session.createdAt,
  })
  const outcome = await context.store.signIn.redeem(
    { tokenHash: hashToken(request.token), userId: account.id, passwordHash, name, session },
    [redeemed, ...audit],
  )
  if (outcome === 'closed') throw closed()
  return { token, expiresAt: session.expiresAt }
}

/** Not throttled: nobody guesses 256 bits, and it is the way in that must stay open. */
async function findSetup(context: SignInContext, token: string, visitor: Visitor) {
  const found = looksLikeToken(token)
    ? await context.store.signIn.setup(hashToken(token), context.now())
    : undefined
  if (found !== undefined) return found
  refuseVisitor(context, visitor, { userId: null, method: 'setupLink', reason: 'unknown' })
  throw closed()
}

function closed(): Problem {
  return new Problem(
    'notFound',
    'this set-up link was used, has expired or is not whole; ask an operator of this instance for a new one',
  )
}
