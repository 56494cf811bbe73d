import { exportAudit, readAudit } from '../audit/read.ts'
import { verifyOnRequest } from '../audit/verify-on-request.ts'
import { acceptAsNewPerson, acceptInvitation, inspectInvitation } from './accept-invitation.ts'
import type { AdministrationContext } from './administration-context.ts'
import { createApiKey } from './create-api-key.ts'
import {
  createBackup,
  deleteBackup,
  describeInstance,
  listAllWorkspaces,
  listBackups,
  openBackup,
  sendTestMail,
} from './instance.ts'
import {
  createInvitation,
  listInvitations,
  renewInvitation,
  revokeInvitation,
} from './invitations.ts'
import { changeRole, listMembers, removeMember } from './members.ts'
import { findApiKey, listApiKeys, revokeApiKey } from './revoke-api-key.ts'
import { rotateApiKey } from './rotate-api-key.ts'
import { addUser, changeUser, listUsers, makeSetupLink } from './users.ts'
import { changeWorkspace, deleteWorkspace, getWorkspace } from './workspace-settings.ts'
import { changePlan, createWorkspace } from './workspace.ts'

export type { BackupFile } from './instance-facts.ts'
export type { InstanceDescription } from './instance.ts'
export type { Invited } from './invitations.ts'
export type {
  ListedUser,
  Person,
  StoredInvitation,
  WorkspaceStanding,
} from '../store/workspaces/membership-store.ts'
export type { StoredApiKey } from '../store/programs/api-key-store.ts'

/** The verbs that the dashboard offers to people: who belongs where, with which keys, and what was done. */
const VERBS = {
  createWorkspace,
  getWorkspace,
  changeWorkspace,
  deleteWorkspace,
  listMembers,
  changeRole,
  removeMember,
  listInvitations,
  createInvitation,
  renewInvitation,
  revokeInvitation,
  inspectInvitation,
  acceptInvitation,
  acceptAsNewPerson,
  listApiKeys,
  findApiKey,
  createApiKey,
  rotateApiKey,
  revokeApiKey,
  readAudit,
  exportAudit,
  verifyOnRequest,
  describeInstance,
  listAllWorkspaces,
  changePlan,
  listUsers,
  addUser,
  changeUser,
  makeSetupLink,
  sendTestMail,
  createBackup,
  listBackups,
  openBackup,
  deleteBackup,
} as const

type Bound<Verb> = Verb extends (context: never, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never

export type Administration = { readonly [Name in keyof typeof VERBS]: Bound<(typeof VERBS)[Name]> }

/** Binds the verbs to what they need, so that a face reaches nothing but verbs. */
export function createAdministration(context: AdministrationContext): Administration {
  const bound = Object.entries(VERBS).map(([name, verb]) => [
    name,
    (verb as (context: AdministrationContext, ...rest: readonly unknown[]) => unknown).bind(
      undefined,
      context,
    ),
  ])
  // Each verb under its own name, without its first parameter.
  return Object.fromEntries(bound) as Administration
}
