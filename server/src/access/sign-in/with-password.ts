import { parseEmailAddress } from '../../pki/email-address.ts'
import { newUuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { SecretText } from '../../pki/secret-text.ts'
import type { Account } from '../../store/sign-in/sign-in-store.ts'
import type { NewSession, Visitor } from '../sessions.ts'
import { beginSession } from './begin-session.ts'
import { findCeremony, keepCeremony, takeCeremony } from './ceremonies.ts'
import { actOf, refuseVisitor, type SignInContext } from './context.ts'
import { hasOneTimeCode, useCode, wrongCode } from './second-factor.ts'
import { throttleCode, throttlePassword } from './throttle.ts'

export type PasswordOutcome =
  | { readonly kind: 'signedIn'; readonly session: NewSession }
  /** What shows, with the code, that the password was right. */
  | { readonly kind: 'secondFactor'; readonly ticket: SecretText }

/**
 * Of somebody who is not there it takes as long, and answers the same.
 * @throws Problem `invalidRequest` | `rateLimited`
 */
export async function signInWithPassword(
  context: SignInContext,
  request: { readonly email: string; readonly password: string },
  visitor: Visitor,
): Promise<PasswordOutcome> {
  const { store, hasher } = context
  const email = parseEmailAddress(request.email) ?? ''
  const account = await store.signIn.accountByEmail(email)
  await throttlePassword(context, email, account, visitor)
  const stored = account?.passwordHash ?? null
  if (!(await hasher.verify(request.password, stored)) || account === undefined) {
    const reason = account === undefined ? 'unknown' : 'wrong'
    refuseVisitor(context, visitor, { userId: account?.id ?? null, method: 'password', reason })
    throw new Problem('invalidRequest', 'the e-mail address or the password is not right', {
      field: 'password',
    })
  }
  if (stored !== null && hasher.isOutdated(stored)) {
    await store.signIn.rehash(account.id, stored, await hasher.hash(request.password))
  }
  if (hasOneTimeCode(account)) {
    const ceremony = { userId: account.id, facts: {} }
    const ticket = await keepCeremony(context, 'secondFactor', ceremony)
    return { kind: 'secondFactor', ticket }
  }
  const how = { method: 'password', hasSecondFactor: false } as const
  return { kind: 'signedIn', session: await beginSession(context, account, visitor, how) }
}

/**
 * The second half: what the authenticator app shows, or a recovery code.
 * @throws Problem `notFound` for a ticket that has expired, `invalidRequest` for a code that is not right, `rateLimited`
 */
export async function signInWithCode(
  context: SignInContext,
  request: { readonly ticket: string; readonly code: string },
  visitor: Visitor,
): Promise<NewSession> {
  const account = await accountOfTicket(context, request.ticket)
  await throttleCode(context, account.id, visitor)
  const act = actOf(account, newUuid(context.randomUuid), context.now(), visitor)
  if ((await useCode(context, act, account, request.code)) === undefined) {
    refuseVisitor(context, visitor, { userId: account.id, method: 'code', reason: 'wrong' })
    throw wrongCode()
  }
  // Of two that hold the ticket and two codes, one is let in.
  if ((await takeCeremony(context, 'secondFactor', request.ticket)) === undefined) throw expired()
  return beginSession(context, account, visitor, { method: 'password', hasSecondFactor: true })
}

async function accountOfTicket(context: SignInContext, ticket: string): Promise<Account> {
  const ceremony = await findCeremony(context, 'secondFactor', ticket)
  const userId = ceremony?.userId ?? undefined
  const account = userId === undefined ? undefined : await context.store.signIn.account(userId)
  if (account === undefined) throw expired()
  return account
}

function expired(): Problem {
  return new Problem('notFound', 'this took too long; begin again with your password')
}
