import type { Uuid } from './identifier.ts'

/** The closed list of what is audited: every mutation, and every privileged attempt that was refused. */
export const AUDIT_ACTIONS = [
  'instance.initialized',
  'instance.started',
  'instance.stopped',
  'instance.migrated',
  'instance.backedUp',
  'backup.downloaded',
  'backup.deleted',
  'instance.restored',
  'masterKey.rotated',
  'workspace.created',
  'workspace.planChanged',
  'workspace.changed',
  'workspace.deleted',
  'user.created',
  'member.added',
  'member.roleChanged',
  'member.removed',
  'invitation.created',
  'invitation.renewed',
  'invitation.revoked',
  'invitation.accepted',
  'setupLink.created',
  'setupLink.redeemed',
  'session.began',
  'session.proved',
  'session.ended',
  'account.changed',
  'account.operatorChanged',
  'account.deactivated',
  'account.reactivated',
  'password.changed',
  'passkey.added',
  'passkey.renamed',
  'passkey.removed',
  'oneTimeCode.added',
  'oneTimeCode.removed',
  'recoveryCodes.replaced',
  'recoveryCode.used',
  'identity.linked',
  'identity.unlinked',
  'authority.created',
  'authority.renewed',
  'authority.revoked',
  'authority.imported',
  'authorityRequest.created',
  'authorityRequest.removed',
  'responder.issued',
  'revocationList.published',
  'certificate.released',
  'apiKey.created',
  'apiKey.revoked',
  'apiKey.rotated',
  'oauthClient.registered',
  'oauthClient.created',
  'oauthClient.secretReplaced',
  'oauthClient.deleted',
  'oauthGrant.created',
  'oauthGrant.ended',
  'keyLink.created',
  'keyLink.opened',
  'job.created',
  'job.resumed',
  'job.retried',
  'job.cancelled',
  'webhook.created',
  'webhook.changed',
  'webhook.removed',
  'webhook.secretRotated',
  'webhook.tested',
  'webhook.replayed',
  'webhook.failing',
  'alertRule.created',
  'alertRule.changed',
  'alertRule.removed',
  'alertRule.tested',
  'calendarFeed.created',
  'calendarFeed.revoked',
  'certificate.issued',
  'certificate.renewed',
  'certificate.revoked',
  'certificate.revocationChanged',
  'passphrase.refused',
  'authentication.refused',
  'permission.refused',
  'issuance.refused',
  'authority.refused',
  'revocation.refused',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Who: the kind of principal, its id (a UUID, a user's name, a task's name) and where it came from. */
export interface AuditActor {
  readonly kind: 'apiKey' | 'user' | 'oauth' | 'operator' | 'system' | 'anonymous'
  readonly id: string
  readonly address: string | null
}

export interface AuditEvent {
  readonly action: AuditAction
  readonly outcome: 'done' | 'refused'
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly actor: AuditActor
  readonly workspaceId: Uuid | null
  /** On what: the id of the certificate, CA, key … */
  readonly subject: string | null
  readonly requestId: string | null
  /** Small facts that explain the event: reason, serial number, how many were coalesced. Never a secret. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}
