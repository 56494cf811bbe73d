import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireRole, requireStepUp } from '../pki/authorization.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { Role } from '../pki/member.ts'
import { isCredential } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { Departure, Person } from '../store/workspaces/membership-store.ts'
import type { AdministrationContext } from './administration-context.ts'

type Context = Pick<AdministrationContext, 'store' | 'now'>

/** Who belongs to the workspace; every member may know. */
export async function listMembers(
  { store }: Context,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<readonly Person[]> {
  requireRole(act.principal, workspaceId, 'member')
  return store.memberships.people(workspaceId)
}

export interface RoleChange {
  readonly workspaceId: Uuid
  readonly userId: Uuid
  readonly role: Role
}

/**
 * Admins change admins and members; what has to do with owners is the owners'.
 * @throws Problem `forbidden`, `notFound`, `stepUpRequired` (for owners), `conflict` (the last owner stays one)
 */
export async function changeRole(
  context: Context,
  act: AuditedAct,
  change: RoleChange,
): Promise<Person> {
  const { workspaceId, userId, role } = change
  requireRole(act.principal, workspaceId, 'admin')
  const person = await findMember(context, workspaceId, userId)
  const isAboutOwners = person.role === 'owner' || role === 'owner'
  if (isAboutOwners) requireRole(act.principal, workspaceId, 'owner')
  if (person.role === role) return person
  // A new owner can put the former ones out.
  if (isAboutOwners) requireStepUp(act.principal, context.now())
  const audit = auditEvent(act, 'member.roleChanged', {
    subject: userId,
    workspaceId,
    at: context.now(),
    detail: { email: person.email, role, formerRole: person.role },
  })
  const outcome = await context.store.memberships.changeRole(change, [audit])
  if (outcome === 'lastOwner') throw lastOwner()
  if (outcome === 'notMember') throw noMember()
  return { ...person, role }
}

/**
 * Takes somebody out of the workspace, or oneself: their API keys and OAuth grants end in the same moment.
 * @throws Problem `forbidden`, `notFound`, `stepUpRequired`, `conflict` (the last owner stays)
 */
export async function removeMember(
  context: Context,
  act: AuditedAct,
  member: { readonly workspaceId: Uuid; readonly userId: Uuid },
): Promise<Departure> {
  const { workspaceId, userId } = member
  const isOneself = isCredential(act.principal) && act.principal.id === userId
  requireRole(act.principal, workspaceId, isOneself ? 'member' : 'admin')
  const person = await findMember(context, workspaceId, userId)
  if (person.role === 'owner' && !isOneself) requireRole(act.principal, workspaceId, 'owner')
  const at = context.now()
  requireStepUp(act.principal, at)
  const facts = { workspaceId, at }
  const outcome = await context.store.memberships.leave(
    { ...member, at },
    {
      member: [
        auditEvent(act, 'member.removed', {
          ...facts,
          subject: userId,
          detail: { email: person.email, role: person.role, left: isOneself },
        }),
      ],
      key: [
        auditEvent(act, 'apiKey.revoked', {
          ...facts,
          subject: null,
          detail: { because: 'member removed', email: person.email },
        }),
      ],
    },
  )
  if (outcome === 'lastOwner') throw lastOwner()
  if (outcome === 'notMember') throw noMember()
  return outcome
}

async function findMember({ store }: Context, workspaceId: Uuid, userId: Uuid): Promise<Person> {
  const people = await store.memberships.people(workspaceId)
  const person = people.find((candidate) => candidate.userId === userId)
  if (person) return person
  throw noMember()
}

function noMember(): Problem {
  return new Problem('notFound', 'there is no such member in this workspace; reload the list')
}

function lastOwner(): Problem {
  return new Problem(
    'conflict',
    'this is the last owner, and a workspace needs one; make somebody else an owner first',
  )
}
