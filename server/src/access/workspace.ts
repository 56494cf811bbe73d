import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireName } from '../pki/display-name.ts'
import { requireInstanceOperator } from '../pki/authorization.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import { DEFAULT_PLAN, slugFrom, type Plan, type Workspace } from '../pki/workspace.ts'
import { requirePerson, type AccessContext } from './context.ts'
import { apiKeyState } from './api-key-state.ts'
import { isFull } from './key-grants.ts'
import type { Store } from '../store/store.ts'

/** A slug that was derived and is taken gets a number: my-workspace-2, -3 … up to this one. */
const MAX_SLUG_NUMBER = 1000

export interface WorkspaceRequest {
  /** 1 to 100 characters. */
  readonly name: string
  /** Unique in the instance; derived from the name unless given. */
  readonly slug?: string | undefined
  readonly plan?: Plan | undefined
  readonly ownerId: Uuid
}

/**
 * Anybody signed in may make one, and owns it; the operator of the machine makes them for others.
 * @throws Problem `invalidRequest` for a name or slug that cannot be; `conflict` when the slug given is taken
 */
export async function createWorkspace(
  context: AccessContext,
  act: AuditedAct,
  request: WorkspaceRequest,
): Promise<Workspace> {
  const personId = requirePerson(act.principal)
  if (personId !== null && personId !== request.ownerId) {
    throw new Problem('forbidden', 'whoever makes a workspace owns it; invite the others')
  }
  if (request.plan !== undefined) requireInstanceOperator(act.principal)
  const name = requireName(request.name, 'a workspace')
  for (const slug of slugsFor(name, request.slug)) {
    const workspace: Workspace = {
      id: newUuid(context.randomUuid),
      name,
      slug,
      plan: request.plan ?? DEFAULT_PLAN,
      createdAt: context.now(),
    }
    const audit = auditEvent(act, 'workspace.created', {
      subject: workspace.id,
      workspaceId: workspace.id,
      at: workspace.createdAt,
      detail: { name, slug, plan: workspace.plan, ownerId: request.ownerId },
    })
    const owner = { workspaceId: workspace.id, userId: request.ownerId, role: 'owner' } as const
    if ((await context.store.workspaces.create(workspace, owner, [audit])) === 'created')
      return workspace
  }
  throw slugTaken(request.slug ?? slugFrom(name))
}

function* slugsFor(name: string, given: string | undefined): Generator<string> {
  if (given !== undefined) {
    yield requireSlug(given)
    return
  }
  const slug = slugFrom(name) || 'workspace'
  yield slug
  for (let number = 2; number <= MAX_SLUG_NUMBER; number += 1)
    yield `${slug.slice(0, 43)}-${number}`
}

/** @throws Problem `invalidRequest` */
export function requireSlug(slug: string): string {
  if (slug !== '' && slugFrom(slug) === slug) return slug
  throw new Problem(
    'invalidRequest',
    `the slug "${slug}" is not made of a–z, 0–9 and single hyphens; give 1 to 48 of them`,
    { field: 'slug' },
  )
}

export function slugTaken(slug: string): Problem {
  return new Problem('conflict', `the slug "${slug}" is taken; give another one`, { field: 'slug' })
}

/**
 * @throws Problem `notFound`; `policyRefused` when a key in force has fewer permissions than the free plan's keys have:
 * a change of plan neither widens what a key may do nor leaves one that the plan forbids
 */
export async function changePlan(
  context: AccessContext & { readonly store: Pick<Store, 'oauth'> },
  act: AuditedAct,
  change: { readonly workspaceId: Uuid; readonly plan: Plan },
): Promise<void> {
  requireInstanceOperator(act.principal)
  const at = context.now()
  if (change.plan === 'free') {
    const keys = await context.store.apiKeys.list(change.workspaceId)
    const inForce = keys.filter((key) => apiKeyState(key, at) === 'active')
    const partial = inForce.find((key) => !isFull(key.grants))
    if (partial) {
      throw new Problem(
        'policyRefused',
        `the API key "${partial.name}" (${partial.prefix}…) has only some permissions, which the free plan does not offer; revoke it first`,
      )
    }
    const programs = await context.store.oauth.grants(change.workspaceId, undefined, at)
    const limited = programs.find((grant) => !isFull(grant.grants))
    if (limited) {
      throw new Problem(
        'policyRefused',
        `the program "${limited.clientName}" was given only some permissions by ${limited.user.email}, which the free plan does not offer; end its access first`,
      )
    }
  }
  const audit = auditEvent(act, 'workspace.planChanged', {
    subject: change.workspaceId,
    workspaceId: change.workspaceId,
    at,
    detail: { plan: change.plan },
  })
  if (
    (await context.store.workspaces.changePlan(change.workspaceId, change.plan, [audit])) ===
    'notFound'
  ) {
    throw new Problem('notFound', 'there is no such workspace; list them to find the one you mean')
  }
}

export async function listWorkspaces(
  context: Pick<AccessContext, 'store'>,
  act: AuditedAct,
): Promise<readonly Workspace[]> {
  requireInstanceOperator(act.principal)
  return context.store.workspaces.list()
}
