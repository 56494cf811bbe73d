import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireInstanceOperator, requireStepUp } from '../pki/authorization.ts'
import type { Uuid } from '../pki/identifier.ts'
import { isCredential } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import { SecretText } from '../pki/secret-text.ts'
import type { ListedUser } from '../store/workspaces/membership-store.ts'
import type { AdministrationContext } from './administration-context.ts'
import { createSetupToken, setupLink } from './setup-link.ts'
import { createUser } from './user.ts'

type Context = AdministrationContext

/** Everybody on the instance. */
export async function listUsers(
  { store }: Pick<Context, 'store'>,
  act: AuditedAct,
): Promise<readonly ListedUser[]> {
  requireInstanceOperator(act.principal)
  return store.memberships.users()
}

export interface UserChange {
  readonly userId: Uuid
  readonly isOperator?: boolean | undefined
  readonly isActive?: boolean | undefined
}

/**
 * Makes somebody an operator of the instance or takes that away; lets them in no longer, or again. Whoever is deactivated has
 * no session, key or grant from that moment on; the keys stay revoked when they return.
 * @throws Problem `notFound`, `stepUpRequired`, `conflict` (oneself, or the last operator)
 */
export async function changeUser(
  context: Context,
  act: AuditedAct,
  change: UserChange,
): Promise<ListedUser> {
  requireInstanceOperator(act.principal)
  requireStepUp(act.principal, context.now())
  const { userId, isOperator, isActive } = change
  const user = await findUser(context, userId)
  const isOneself = isCredential(act.principal) && act.principal.id === userId
  if (isOneself && (isActive === false || isOperator === false)) {
    throw new Problem('conflict', 'you cannot take this from yourself; ask another operator')
  }
  const { store, now } = context
  const facts = { subject: userId, workspaceId: null, at: now(), detail: { email: user.email } }
  if (isOperator !== undefined && isOperator !== user.isOperator) {
    const detail = { ...facts.detail, isOperator }
    const audit = auditEvent(act, 'account.operatorChanged', { ...facts, detail })
    await store.signIn.setOperator(userId, isOperator, [audit])
  }
  if (isActive === false) {
    const because = { ...facts.detail, because: 'user deactivated' }
    await store.memberships.deactivate(userId, facts.at, {
      member: [auditEvent(act, 'account.deactivated', facts)],
      key: [auditEvent(act, 'apiKey.revoked', { ...facts, subject: null, detail: because })],
    })
  }
  if (isActive === true)
    await store.memberships.reactivate(userId, [auditEvent(act, 'account.reactivated', facts)])
  return findUser(context, userId)
}

export interface SetupLinkMade {
  readonly link: SecretText
  readonly expiresAt: number
}

/**
 * A new user with a link under which they choose a password or passkey; they belong to no workspace yet.
 * @throws Problem `invalidRequest`, `conflict`, `stepUpRequired`
 */
export async function addUser(
  context: Context,
  act: AuditedAct,
  request: { readonly email: string },
): Promise<SetupLinkMade & { readonly user: ListedUser }> {
  requireInstanceOperator(act.principal)
  requireStepUp(act.principal, context.now())
  const { id } = await createUser(context, act, request)
  return { ...(await makeSetupLink(context, act, id)), user: await findUser(context, id) }
}

/** For somebody who lost what they signed in with: using it begins anew. @throws Problem `notFound`, `conflict`, `stepUpRequired` */
export async function makeSetupLink(
  context: Context,
  act: AuditedAct,
  userId: Uuid,
): Promise<SetupLinkMade> {
  requireInstanceOperator(act.principal)
  const user = await findUser(context, userId)
  if (user.deactivatedAt !== null) {
    throw new Problem('conflict', `${user.email} is deactivated; let them in again first`)
  }
  const { token, expiresAt } = await createSetupToken(context, act, userId)
  return { link: new SecretText(setupLink(context.publicUrl(), token)), expiresAt }
}

async function findUser({ store }: Pick<Context, 'store'>, userId: Uuid): Promise<ListedUser> {
  const user = (await store.memberships.users()).find(({ id }) => id === userId)
  if (user) return user
  throw new Problem('notFound', 'there is no such user; reload the list')
}
