import type { Uuid } from '../../pki/identifier.ts'
import type { User } from '../../pki/member.ts'
import type { Permissions } from '../../pki/permission.ts'
import type { Workspace } from '../../pki/workspace.ts'
import type { Audit } from '../audit/audit.ts'

export interface StoredApiKey {
  readonly id: Uuid
  readonly name: string
  readonly prefix: string
  readonly user: User
  readonly workspace: Workspace
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly lastUsedAt: number | null
  readonly lastUsedAddress: string | null
  /** The key that took its place. */
  readonly replacedBy: Uuid | null
  /** Until when it is good beside that one. */
  readonly endsAt: number | null
  /** Networks in CIDR form; none: from anywhere. */
  readonly allowedAddresses: readonly string[]
  /** Whether an assistant that uses it over MCP may be answered with private keys. */
  readonly mayReturnPrivateKeys: boolean
  /** null: the operator of the machine. */
  readonly createdBy: Uuid | null
  readonly grants: ReadonlyMap<Uuid, Permissions>
}

export interface NewApiKey {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly userId: Uuid
  readonly name: string
  readonly prefix: string
  /** SHA-256 of the whole key. */
  readonly keyHash: Uint8Array
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly allowedAddresses: readonly string[]
  readonly mayReturnPrivateKeys: boolean
  readonly createdBy: Uuid | null
  readonly grants: ReadonlyMap<Uuid, Permissions>
}

export interface ApiKeyRotation {
  /** Of the key that ends. */
  readonly id: Uuid
  /** What takes its place. */
  readonly key: NewApiKey
  /** Until when the former one is good. */
  readonly endsAt: number
  readonly at: number
}

export interface ApiKeyStore {
  /** Also revoked and expired ones: the caller decides. */
  findByHash(keyHash: Uint8Array): Promise<StoredApiKey | undefined>
  get(id: Uuid): Promise<StoredApiKey | undefined>
  list(workspaceId: Uuid | undefined): Promise<readonly StoredApiKey[]>
  /** `foreignAuthority`: a CA of the grants is not of the key's workspace. */
  create(key: NewApiKey, audit: Audit): Promise<'created' | 'foreignAuthority' | 'notMember'>
  revoke(id: Uuid, at: number, audit: Audit): Promise<'revoked' | 'alreadyRevoked' | 'notFound'>
  /** `ended`: it is revoked, expired or replaced already. */
  rotate(
    rotation: ApiKeyRotation,
    audit: Audit,
  ): Promise<'rotated' | 'ended' | 'foreignAuthority' | 'notMember'>
  /** Last use, gathered by the caller; not audited. */
  touch(
    uses: readonly { readonly id: Uuid; readonly at: number; readonly address: string }[],
  ): Promise<void>
}
