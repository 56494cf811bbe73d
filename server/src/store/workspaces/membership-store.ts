import type { Audit } from '../audit/audit.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Member, Role, User } from '../../pki/member.ts'
import type { Workspace } from '../../pki/workspace.ts'

/** What a workspace has decided about itself. */
export interface WorkspaceSettings {
  /** The CA that is chosen at first where one issues; null: none. */
  readonly defaultAuthorityId: Uuid | null
  /** null: what the API's own default is. */
  readonly defaultValidityDays: number | null
  /** Members without a second factor may not enter. */
  readonly requiresSecondFactor: boolean
}

export interface WorkspaceChange extends WorkspaceSettings {
  readonly id: Uuid
  readonly name: string
  readonly slug: string
}

export interface WorkspaceStanding {
  readonly workspace: Workspace
  readonly settings: WorkspaceSettings
  /** When it was deleted; null: in use. Its CRLs and OCSP answers go on either way. */
  readonly archivedAt: number | null
}

/** For the operator's list. */
export interface CountedWorkspace extends WorkspaceStanding {
  readonly members: number
  readonly authorities: number
  readonly apiKeys: number
}

export interface Person extends Member {
  readonly email: string
  /** null: from before it was written down. */
  readonly joinedAt: number | null
  /** Of the sessions that there are; null: none. */
  readonly lastSeenAt: number | null
  readonly hasSecondFactor: boolean
}

/** For the operator's list. */
export interface ListedUser extends User {
  /** '' unless they gave one. */
  readonly name: string
  readonly isOperator: boolean
  readonly deactivatedAt: number | null
  readonly hasSecondFactor: boolean
  /** False: they have not used their set-up link yet. */
  readonly canSignIn: boolean
  readonly lastSeenAt: number | null
  readonly workspaces: number
}

/** The audit of everything that ends with a membership: one event for the member, one for each key. */
export interface LeavingAudit {
  readonly member: Audit
  /** The subject is filled in for each key. */
  readonly key: Audit
}

export interface Departure {
  readonly kind: 'left'
  readonly apiKeys: number
  readonly oauthGrants: number
}

/** Who belongs to which workspace. What would leave a workspace without an owner is refused under its lock. */
export interface MembershipStore {
  standing(workspaceId: Uuid): Promise<WorkspaceStanding | undefined>
  /** Those that are in use, by name. */
  workspacesOf(userId: Uuid): Promise<readonly (Workspace & { readonly role: Role })[]>
  /** All, those that were deleted too; newest first. */
  counted(): Promise<readonly CountedWorkspace[]>
  people(workspaceId: Uuid): Promise<readonly Person[]>
  change(
    change: WorkspaceChange,
    audit: Audit,
  ): Promise<'changed' | 'slugTaken' | 'foreignAuthority' | 'notFound'>
  /**
   * Nobody can enter any more: members, keys, grants and invitations end. Rows stay, and so does all that tells of revocation.
   * `inForce`: CAs that are neither revoked nor expired, which nobody could revoke afterwards.
   */
  archive(
    id: Uuid,
    at: number,
    audit: LeavingAudit,
  ): Promise<'archived' | 'notFound' | { readonly inForce: number }>
  changeRole(member: Member, audit: Audit): Promise<'changed' | 'lastOwner' | 'notMember'>
  /** Their keys, OAuth grants and the invitations they sent end in the same transaction. */
  leave(
    member: { readonly workspaceId: Uuid; readonly userId: Uuid; readonly at: number },
    audit: LeavingAudit,
  ): Promise<Departure | 'lastOwner' | 'notMember'>

  /** Of the whole instance, by address. */
  users(): Promise<readonly ListedUser[]>
  /** Sessions, set-up links, keys and grants end in the same transaction. */
  deactivate(userId: Uuid, at: number, audit: LeavingAudit): Promise<'changed' | 'unchanged'>
  reactivate(userId: Uuid, audit: Audit): Promise<'changed' | 'unchanged'>
}

export interface NewInvitation {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly email: string
  readonly role: Role
  /** SHA-256 of the token that the link holds. */
  readonly tokenHash: Uint8Array
  /** null: the operator of the machine. */
  readonly invitedBy: Uuid | null
  readonly createdAt: number
  readonly expiresAt: number
}

export interface StoredInvitation extends Omit<NewInvitation, 'tokenHash'> {
  readonly workspace: Workspace
  readonly invitedByEmail: string | null
  /** When it went out by e-mail; null: handed over as a link. */
  readonly sentAt: number | null
  readonly acceptedAt: number | null
  readonly revokedAt: number | null
}

/** The link with which somebody who is new chooses what they sign in with. */
export interface NewSetup {
  /** SHA-256. */
  readonly tokenHash: Uint8Array
  readonly expiresAt: number
}

export interface InvitationStore {
  /** Neither accepted nor revoked, newest first; expired ones too. */
  open(workspaceId: Uuid): Promise<readonly StoredInvitation[]>
  get(id: Uuid): Promise<StoredInvitation | undefined>
  findByHash(tokenHash: Uint8Array): Promise<StoredInvitation | undefined>
  /** An expired one for the same address gives way. */
  create(
    invitation: NewInvitation,
    audit: Audit,
  ): Promise<'created' | 'alreadyMember' | 'alreadyInvited'>
  /** A new token and a new end; the former link is worth nothing. */
  renew(
    renewed: Pick<NewInvitation, 'id' | 'tokenHash' | 'expiresAt'>,
    audit: Audit,
  ): Promise<'renewed' | 'closed'>
  sent(id: Uuid, at: number): Promise<void>
  revoke(id: Uuid, at: number, audit: Audit): Promise<'revoked' | 'closed'>
  /** Once only. @param setup for a person who is new: the user is made, and the token with which they set up their access */
  accept(
    accepted: {
      readonly id: Uuid
      readonly user: User
      readonly at: number
      readonly setup: NewSetup | null
    },
    audit: Audit,
  ): Promise<'accepted' | 'alreadyMember' | 'closed' | 'emailTaken'>
}
