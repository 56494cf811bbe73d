import type { AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Role, User } from '../../pki/member.ts'
import type { Permissions } from '../../pki/permission.ts'
import type { Workspace } from '../../pki/workspace.ts'

type Audit = readonly AuditEvent[]

/** The protected resources: a token is for one of them and refused at the other (RFC 8707). */
export type OAuthResource = 'api' | 'mcp'

/** A program that may ask for a grant. */
export interface OAuthClient {
  readonly id: string
  /** Whose page it was made on: a confidential client. null: it registered itself (RFC 7591). */
  readonly workspaceId: Uuid | null
  readonly name: string
  /** Client metadata (RFC 7591 §2), as JSON; never a secret. */
  readonly metadata: string
  /** SHA-256 of the secret; null: a public client. */
  readonly secretHash: Uint8Array | null
  readonly createdAt: number
  /** When it goes unless it is used; null: never. */
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
}

/** What a user let a client do for them, in one workspace. */
export interface OAuthGrant {
  readonly id: Uuid
  readonly clientId: string
  /** As it was called when the user agreed. */
  readonly clientName: string
  readonly user: User
  readonly workspace: Workspace
  /** What the user is in the workspace now; null: no longer a member, so the grant is worth nothing. */
  readonly role: Role | null
  readonly resource: OAuthResource
  /** Whether private keys may be in answers to an assistant. */
  readonly mayReturnKeys: boolean
  readonly createdAt: number
  /** Moves on with every refresh. */
  readonly expiresAt: number
  readonly lastUsedAt: number | null
  readonly endedAt: number | null
  readonly grants: ReadonlyMap<Uuid, Permissions>
}

export interface NewOAuthGrant {
  readonly id: Uuid
  readonly clientId: string
  readonly clientName: string
  readonly userId: Uuid
  readonly workspaceId: Uuid
  readonly resource: OAuthResource
  readonly mayReturnKeys: boolean
  readonly createdAt: number
  readonly expiresAt: number
  readonly grants: ReadonlyMap<Uuid, Permissions>
}

/** What the authorization server remembers under a secret that only its holder knows: codes, tokens, requests under way. */
export interface OAuthArtifact {
  readonly kind: string
  /** SHA-256 of the secret. */
  readonly idHash: Uint8Array
  /** SHA-256 of what the user types (RFC 8628 §6.1); null for all but device codes. */
  readonly userCodeHash: Uint8Array | null
  readonly grantId: Uuid | null
  /** JSON without the secret. */
  readonly payload: string
  readonly expiresAt: number
  readonly consumedAt: number | null
}

/** An access token that is known, with the grant behind it as it stands now. */
export interface OAuthAccess {
  readonly expiresAt: number
  readonly grant: OAuthGrant
}

export interface OAuthStore {
  artifact(kind: string, idHash: Uint8Array): Promise<OAuthArtifact | undefined>
  artifactByUserCode(userCodeHash: Uint8Array): Promise<OAuthArtifact | undefined>
  /** Replaces one of the same secret; one that was consumed stays so. `noGrant`: the grant has ended. */
  keepArtifact(artifact: OAuthArtifact): Promise<'kept' | 'noGrant'>
  /** Once only. @returns false when it was consumed before, or is not there */
  consumeArtifact(kind: string, idHash: Uint8Array, at: number): Promise<boolean>
  dropArtifact(kind: string, idHash: Uint8Array): Promise<void>

  client(id: string): Promise<OAuthClient | undefined>
  /** Oldest first. */
  clients(workspaceId: Uuid): Promise<readonly OAuthClient[]>
  /** How many clients registered themselves and are still there. */
  countRegistered(): Promise<number>
  createClient(client: OAuthClient, audit: Audit): Promise<void>
  replaceSecret(id: string, secretHash: Uint8Array, audit: Audit): Promise<'replaced' | 'notFound'>
  /** Its grants end with it. @returns how many of them */
  deleteClient(id: string, at: number, audit: Audit): Promise<number | 'notFound'>

  /** By the hash of an access token; ended and expired ones too: the caller decides. */
  access(tokenHash: Uint8Array): Promise<OAuthAccess | undefined>
  grant(id: Uuid): Promise<OAuthGrant | undefined>
  /** Those in force, newest first; of one user, or of all. */
  grants(workspaceId: Uuid, userId: Uuid | undefined, now: number): Promise<readonly OAuthGrant[]>
  createGrant(
    grant: NewOAuthGrant,
    audit: Audit,
  ): Promise<'created' | 'foreignAuthority' | 'notMember'>
  /** A refresh token was given out that is good until then. */
  extendGrant(id: Uuid, expiresAt: number, client: { id: string; usedAt: number }): Promise<void>
  /** All its tokens go with it. */
  endGrant(id: Uuid, at: number, audit: Audit): Promise<'ended' | 'notFound'>
  /** Last use, gathered by the caller; not audited. */
  touch(
    uses: readonly { readonly id: Uuid; readonly at: number; readonly address: string }[],
  ): Promise<void>
  /** Removes what has expired. @returns how much (bounded per call) */
  prune(now: number): Promise<number>
}
