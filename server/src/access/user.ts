import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireInstanceOperator } from '../pki/authorization.ts'
import { parseEmailAddress } from '../pki/email-address.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import type { Member, Role, User } from '../pki/member.ts'
import { Problem } from '../pki/problem.ts'
import type { Store } from '../store/store.ts'
import { requireOperator, type AccessContext } from './context.ts'

/** @throws Problem `invalidRequest` for what is no e-mail address; `conflict` when there is such a user */
export async function createUser(
  context: AccessContext,
  act: AuditedAct,
  request: { readonly email: string },
): Promise<User> {
  requireInstanceOperator(act.principal)
  const email = requireEmailAddress(request.email)
  const user: User = { id: newUuid(context.randomUuid), email, createdAt: context.now() }
  const audit = auditEvent(act, 'user.created', {
    subject: user.id,
    workspaceId: null,
    at: user.createdAt,
    detail: { email },
  })
  if ((await context.store.workspaces.createUser(user, [audit])) === 'emailTaken') {
    throw new Problem('conflict', `there is a user ${email} already; use that one`, {
      field: 'email',
    })
  }
  return user
}

/** @throws Problem `invalidRequest` */
export function requireEmailAddress(text: string): string {
  const email = parseEmailAddress(text)
  if (email !== undefined) return email
  throw new Problem(
    'invalidRequest',
    `"${text}" is not an e-mail address; write it like name@example.com`,
    { field: 'email' },
  )
}

/**
 * Without being asked, which only the operator of the machine may do to them: others invite.
 * @throws Problem `conflict` when the user is a member already
 */
export async function addMember(
  context: AccessContext,
  act: AuditedAct,
  member: { readonly workspaceId: Uuid; readonly userId: Uuid; readonly role: Role },
): Promise<Member> {
  requireOperator(act)
  const audit = auditEvent(act, 'member.added', {
    subject: member.userId,
    workspaceId: member.workspaceId,
    at: context.now(),
    detail: { role: member.role },
  })
  if ((await context.store.workspaces.addMember(member, [audit])) === 'alreadyMember') {
    throw new Problem('conflict', 'the user is a member of this workspace already; nothing to do')
  }
  return member
}

/**
 * Who may change the instance itself: plans, mail, backups.
 * @returns whether it was otherwise before
 */
export async function changeOperator(
  context: Pick<AccessContext, 'now'> & { readonly store: Pick<Store, 'signIn'> },
  act: AuditedAct,
  change: { readonly userId: Uuid; readonly isOperator: boolean },
): Promise<boolean> {
  requireOperator(act)
  const { userId, isOperator } = change
  const audit = auditEvent(act, 'account.operatorChanged', {
    subject: userId,
    workspaceId: null,
    at: context.now(),
    detail: { isOperator },
  })
  return (await context.store.signIn.setOperator(userId, isOperator, [audit])) === 'changed'
}
