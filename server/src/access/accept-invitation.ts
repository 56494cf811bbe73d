import { hash } from 'node:crypto'
import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { newUuid } from '../pki/identifier.ts'
import type { Role, User } from '../pki/member.ts'
import { isCredential, type UserPrincipal } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import { SecretText } from '../pki/secret-text.ts'
import type { Workspace } from '../pki/workspace.ts'
import type { NewSetup, StoredInvitation } from '../store/workspaces/membership-store.ts'
import type { AdministrationContext } from './administration-context.ts'
import { hashInvitation } from './invitations.ts'
import { setupLink } from './setup-link.ts'

const SETUP_OCTETS = 32
const SETUP_MILLISECONDS = 86_400_000
type Context = Pick<AdministrationContext, 'store' | 'now' | 'random' | 'randomUuid' | 'publicUrl'>

/** What whoever holds the link is shown before they accept. */
export interface Inspected {
  readonly workspaceName: string
  readonly email: string
  readonly role: Role
  readonly invitedBy: string | null
  readonly expiresAt: number
  /** Whether there is a user of this address, who signs in first; otherwise accepting makes one. */
  readonly hasAccount: boolean
}

/** @throws Problem `notFound`, the same for a token that never was as for one that ended */
export async function inspectInvitation(context: Context, token: string): Promise<Inspected> {
  const invitation = await openInvitation(context, token)
  return {
    workspaceName: invitation.workspace.name,
    email: invitation.email,
    role: invitation.role,
    invitedBy: invitation.invitedByEmail,
    expiresAt: invitation.expiresAt,
    hasAccount: (await context.store.workspaces.findUser(invitation.email)) !== undefined,
  }
}

/**
 * By somebody signed in whose address was invited: a link that was forwarded lets nobody else in.
 * @throws Problem `notFound`, `forbidden` (another address), `conflict` (a member already)
 */
export async function acceptInvitation(
  context: Context,
  act: AuditedAct,
  token: string,
): Promise<Workspace> {
  const { principal } = act
  if (!isCredential(principal) || principal.kind !== 'user') {
    throw new Problem('forbidden', 'an invitation is accepted by somebody who is signed in')
  }
  const invitation = await openInvitation(context, token)
  if (principal.user.email !== invitation.email) {
    throw new Problem(
      'forbidden',
      `this invitation is for ${invitation.email}; sign in with that address, or ask for one for ${principal.user.email}`,
    )
  }
  const user = { id: principal.id, email: invitation.email, createdAt: context.now() }
  await letIn(context, act, invitation, user, null)
  return invitation.workspace
}

/**
 * By somebody who has no account: the link stands for the address that it was sent to.
 * @returns where they choose their password or passkey, once
 * @throws Problem `notFound`, `conflict` (there is an account: sign in)
 */
export async function acceptAsNewPerson(
  context: Context,
  from: { readonly address: string; readonly requestId: string },
  token: string,
): Promise<SecretText> {
  const invitation = await openInvitation(context, token)
  const at = context.now()
  const user: User = { id: newUuid(context.randomUuid), email: invitation.email, createdAt: at }
  const text = Buffer.from(context.random(SETUP_OCTETS)).toString('base64url')
  const setup: NewSetup = {
    tokenHash: hash('sha256', text, 'buffer'),
    expiresAt: at + SETUP_MILLISECONDS,
  }
  const act = { principal: comer(user, from.address), requestId: from.requestId }
  await letIn(context, act, invitation, user, setup)
  return new SecretText(setupLink(context.publicUrl(), new SecretText(text)))
}

/** They act in their own name from the moment that they exist. */
function comer(user: User, address: string): UserPrincipal {
  return {
    kind: 'user',
    id: user.id,
    sessionId: user.id,
    user: { id: user.id, email: user.email },
    workspace: null,
    role: null,
    isOperator: false,
    provedAt: 0,
    grants: new Map(),
    address,
  }
}

async function letIn(
  context: Context,
  act: AuditedAct,
  invitation: StoredInvitation,
  user: User,
  setup: NewSetup | null,
): Promise<void> {
  const { id, workspaceId, role, email } = invitation
  const at = context.now()
  const facts = { workspaceId, at, detail: { email, role, invitation: id } }
  const audit = [
    auditEvent(act, 'invitation.accepted', { ...facts, subject: id }),
    auditEvent(act, 'member.added', { ...facts, subject: user.id }),
  ]
  if (setup) {
    const created = { subject: user.id, workspaceId: null, at, detail: { email } }
    audit.unshift(auditEvent(act, 'user.created', created))
  }
  const outcome = await context.store.invitations.accept({ id, user, at, setup }, audit)
  switch (outcome) {
    case 'accepted':
      return
    case 'alreadyMember':
      throw new Problem('conflict', 'you are a member of this workspace already; open it')
    case 'emailTaken':
      throw new Problem('conflict', `there is an account of ${email}; sign in to accept`)
    case 'closed':
      throw notOpen()
  }
}

async function openInvitation({ store, now }: Context, token: string): Promise<StoredInvitation> {
  const found = await store.invitations.findByHash(hashInvitation(token))
  if (!found || found.acceptedAt !== null || found.revokedAt !== null || found.expiresAt <= now())
    throw notOpen()
  return found
}

function notOpen(): Problem {
  return new Problem(
    'notFound',
    'this invitation was used, withdrawn or has expired; ask whoever invited you for a new one',
  )
}
