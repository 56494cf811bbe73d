import { auditEvent } from '../../audit/events.ts'
import { newUuid } from '../../pki/identifier.ts'
import type { Account } from '../../store/sign-in/sign-in-store.ts'
import type { Visitor } from '../sessions.ts'
import { actOf, type SignInContext } from './context.ts'
import type { Claims } from './identity-provider.ts'

/**
 * Makes the account of somebody who was invited, once a provider vouches for the address that the invitation went to; the
 * invitation is accepted with it.
 * @returns undefined for somebody whom nobody has invited
 */
export async function welcomeInvited(
  context: SignInContext,
  email: string,
  claims: Claims,
  visitor: Visitor,
): Promise<Account | undefined> {
  const { signIn, workspaces, invitations } = context.store
  const at = context.now()
  const invited = await signIn.invitedTo(email, at)
  if (invited.length === 0) return undefined
  const user = { id: newUuid(context.randomUuid), email, createdAt: at }
  const act = actOf({ ...user, isOperator: false }, user.id, at, visitor)
  const created = auditEvent(act, 'user.created', {
    subject: user.id,
    workspaceId: null,
    at,
    detail: { email },
  })
  // Somebody was faster: then they are there.
  if ((await workspaces.createUser(user, [created])) === 'emailTaken')
    return signIn.accountByEmail(email)
  if (claims.name !== '') {
    const name = claims.name.slice(0, 100)
    const named = { subject: user.id, workspaceId: null, at, detail: { name } }
    const audit = [auditEvent(act, 'account.changed', named)]
    await signIn.changeProfile(user.id, { name, locale: null }, audit)
  }
  for (const { id, workspaceId, role } of invited) {
    const facts = { workspaceId, at, detail: { email, role, invitation: id } }
    await invitations.accept({ id, user, at, setup: null }, [
      auditEvent(act, 'invitation.accepted', { ...facts, subject: id }),
      auditEvent(act, 'member.added', { ...facts, subject: user.id }),
    ])
  }
  return signIn.account(user.id)
}
