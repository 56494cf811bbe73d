import { hash } from 'node:crypto'
import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireRole, requireStepUp } from '../pki/authorization.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import type { Role } from '../pki/member.ts'
import { isCredential } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import { SecretText } from '../pki/secret-text.ts'
import type { StoredInvitation } from '../store/workspaces/membership-store.ts'
import type { AdministrationContext } from './administration-context.ts'
import { requirePerson } from './context.ts'
import type { MailLanguage } from './mailer.ts'
import { requireEmailAddress } from './user.ts'

const TOKEN_OCTETS = 32
const LIFETIME_MILLISECONDS = 7 * 86_400_000

type Context = Pick<
  AdministrationContext,
  'store' | 'now' | 'random' | 'randomUuid' | 'mailer' | 'publicUrl'
>

export interface InvitationRequest {
  readonly workspaceId: Uuid
  readonly email: string
  readonly role: Role
  /** Of the letter; where no mail server is set, the link is handed over by hand. */
  readonly language: MailLanguage
}

export interface Invited {
  readonly invitation: StoredInvitation
  /** Shown once; only its token's hash is kept. */
  readonly link: SecretText
  /** `failed`: the mail server did not take it, hand the link over yourself. */
  readonly mail: 'sent' | 'failed' | 'notConfigured'
}

/**
 * Admins invite admins and members, owners everybody. The link is for one address, once, within seven days.
 * @throws Problem `forbidden`, `invalidRequest`, `stepUpRequired` (an owner), `conflict` (a member already, or invited already)
 */
export async function createInvitation(
  context: Context,
  act: AuditedAct,
  request: InvitationRequest,
): Promise<Invited> {
  const { workspaceId, role, language } = request
  requireMayInvite(context, act, workspaceId, role)
  const invitedBy = requirePerson(act.principal)
  const email = requireEmailAddress(request.email)
  const { token, tokenHash, expiresAt } = freshToken(context)
  const id = newUuid(context.randomUuid)
  const at = context.now()
  const audit = auditEvent(act, 'invitation.created', {
    subject: id,
    workspaceId,
    at,
    detail: { email, role, expiresAt },
  })
  const outcome = await context.store.invitations.create(
    { id, workspaceId, email, role, tokenHash, invitedBy, createdAt: at, expiresAt },
    [audit],
  )
  if (outcome === 'alreadyMember') throw already(`${email} is a member of this workspace already`)
  if (outcome === 'alreadyInvited')
    throw already(`${email} has an open invitation; send it again instead`)
  return handOver(context, act, id, token, language)
}

/** A new link, which ends the former one, and seven more days. @throws Problem `notFound`, `forbidden` */
export async function renewInvitation(
  context: Context,
  act: AuditedAct,
  request: { readonly workspaceId: Uuid; readonly id: Uuid; readonly language: MailLanguage },
): Promise<Invited> {
  const { workspaceId, id, language } = request
  requireRole(act.principal, workspaceId, 'admin')
  const { role, email } = await openInvitation(context, workspaceId, id)
  requireMayInvite(context, act, workspaceId, role)
  const { token, tokenHash, expiresAt } = freshToken(context)
  const audit = auditEvent(act, 'invitation.renewed', {
    subject: id,
    workspaceId,
    at: context.now(),
    detail: { email, role, expiresAt },
  })
  const outcome = await context.store.invitations.renew({ id, tokenHash, expiresAt }, [audit])
  if (outcome === 'closed') throw noInvitation()
  return handOver(context, act, id, token, language)
}

/** The link is worth nothing from now on. @throws Problem `notFound`, `forbidden` */
export async function revokeInvitation(
  context: Context,
  act: AuditedAct,
  request: { readonly workspaceId: Uuid; readonly id: Uuid },
): Promise<void> {
  const { workspaceId, id } = request
  requireRole(act.principal, workspaceId, 'admin')
  const { email, role } = await openInvitation(context, workspaceId, id)
  const at = context.now()
  const audit = auditEvent(act, 'invitation.revoked', {
    subject: id,
    workspaceId,
    at,
    detail: { email, role },
  })
  if ((await context.store.invitations.revoke(id, at, [audit])) === 'closed') throw noInvitation()
}

/** Neither accepted nor revoked, expired ones too. */
export async function listInvitations(
  context: Pick<Context, 'store'>,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<readonly StoredInvitation[]> {
  requireRole(act.principal, workspaceId, 'admin')
  return context.store.invitations.open(workspaceId)
}

/** An owner can put the others out, so whoever makes one shows anew who they are. */
function requireMayInvite({ now }: Context, act: AuditedAct, workspaceId: Uuid, role: Role): void {
  requireRole(act.principal, workspaceId, role === 'owner' ? 'owner' : 'admin')
  if (role === 'owner') requireStepUp(act.principal, now())
}

async function openInvitation(
  { store }: Context,
  workspaceId: Uuid,
  id: Uuid,
): Promise<StoredInvitation> {
  const invitation = await store.invitations.get(id)
  const isOpen = invitation && invitation.acceptedAt === null && invitation.revokedAt === null
  if (!isOpen || invitation.workspaceId !== workspaceId) throw noInvitation()
  return invitation
}

/** The token stands in the fragment, which browsers do not send: so it reaches no log of a server or a proxy. */
async function handOver(
  context: Context,
  act: AuditedAct,
  id: Uuid,
  token: string,
  language: MailLanguage,
): Promise<Invited> {
  const { store, mailer, publicUrl } = context
  const link = new SecretText(`${publicUrl()}/accept-invitation#token=${token}`)
  const invitation = await store.invitations.get(id)
  if (!invitation) throw noInvitation()
  if (!mailer.isConfigured) return { invitation, link, mail: 'notConfigured' }
  const { email: to, expiresAt, workspace } = invitation
  const invitedBy = isCredential(act.principal) ? act.principal.user.email : 'an operator'
  const mail = { to, workspaceName: workspace.name, invitedBy, link, expiresAt, language }
  try {
    await mailer.sendInvitation(mail)
  } catch (error) {
    // The invitation stands: its link can be handed over by hand.
    if (error instanceof Problem && error.code === 'unavailable')
      return { invitation, link, mail: 'failed' }
    throw error
  }
  const sentAt = context.now()
  await store.invitations.sent(id, sentAt)
  return { invitation: { ...invitation, sentAt }, link, mail: 'sent' }
}

function freshToken({ random, now }: Context): {
  readonly token: string
  readonly tokenHash: Uint8Array
  readonly expiresAt: number
} {
  const token = Buffer.from(random(TOKEN_OCTETS)).toString('base64url')
  return { token, tokenHash: hashInvitation(token), expiresAt: now() + LIFETIME_MILLISECONDS }
}

export function hashInvitation(token: string): Uint8Array {
  return hash('sha256', token, 'buffer')
}

function already(sentence: string): Problem {
  return new Problem('conflict', sentence, { field: 'email' })
}

function noInvitation(): Problem {
  return new Problem('notFound', 'there is no such open invitation; reload the list')
}
