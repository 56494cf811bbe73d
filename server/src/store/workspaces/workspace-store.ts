import type { Uuid } from '../../pki/identifier.ts'
import type { Member, User } from '../../pki/member.ts'
import type { Plan, Workspace } from '../../pki/workspace.ts'
import type { Audit } from '../audit/audit.ts'

export interface SetupToken {
  readonly tokenHash: Uint8Array
  readonly userId: Uuid
  readonly expiresAt: number
}

export interface WorkspaceStore {
  get(id: Uuid): Promise<Workspace | undefined>
  findBySlug(slug: string): Promise<Workspace | undefined>
  list(): Promise<readonly Workspace[]>
  create(workspace: Workspace, owner: Member, audit: Audit): Promise<'created' | 'slugTaken'>
  changePlan(id: Uuid, plan: Plan, audit: Audit): Promise<'changed' | 'notFound'>
  createUser(user: User, audit: Audit): Promise<'created' | 'emailTaken'>
  findUser(email: string): Promise<User | undefined>
  addMember(member: Member, audit: Audit): Promise<'added' | 'alreadyMember'>
  members(workspaceId: Uuid): Promise<readonly (Member & { readonly email: string })[]>
  createSetupToken(token: SetupToken, audit: Audit): Promise<void>
}
