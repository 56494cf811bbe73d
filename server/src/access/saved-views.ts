import type { AuditedAct } from '../audit/events.ts'
import { noWorkspace, requireRole } from '../pki/authorization.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { SavedView } from '../store/jobs/jobs-store.ts'
import type { Store } from '../store/store.ts'

/** Filters that somebody keeps under a name: their own, in one workspace. They change nothing that is audited. */
export interface SavedViews {
  list(act: AuditedAct, workspaceId: Uuid, page: string): Promise<readonly SavedView[]>
  /** One of the same name takes the former one's place. */
  save(act: AuditedAct, workspaceId: Uuid, view: NewView): Promise<SavedView>
  remove(act: AuditedAct, workspaceId: Uuid, id: Uuid): Promise<void>
}

export type NewView = Pick<SavedView, 'page' | 'name' | 'query'>

export interface SavedViewContext {
  readonly store: Pick<Store, 'savedViews'>
  readonly now: () => number
  readonly newId: () => Uuid
}

const MOST_VIEWS = 50

export function createSavedViews({ store, now, newId }: SavedViewContext): SavedViews {
  return {
    list: (act, workspaceId, page) =>
      store.savedViews.list(workspaceId, memberOf(act, workspaceId).id, page),
    save: async (act, workspaceId, { page, name, query }) => {
      const userId = memberOf(act, workspaceId).id
      const trimmed = name.trim()
      if (trimmed === '') {
        throw new Problem('invalidRequest', 'name must not be empty', { field: 'name' })
      }
      const id = newId()
      const view = { id, workspaceId, userId, page, name: trimmed, query, createdAt: now() }
      if ((await store.savedViews.save(view, MOST_VIEWS)) === 'saved') return view
      throw new Problem(
        'conflict',
        `there are ${MOST_VIEWS} saved views already; remove one that is no longer needed`,
      )
    },
    remove: async (act, workspaceId, id) => {
      const userId = memberOf(act, workspaceId).id
      if ((await store.savedViews.remove(id, workspaceId, userId)) === 'removed') return
      throw new Problem('notFound', 'no such view; reload the page')
    },
  }
}

function memberOf({ principal }: AuditedAct, workspaceId: Uuid): UserPrincipal {
  requireRole(principal, workspaceId, 'member')
  if (principal.kind !== 'user') throw noWorkspace()
  return principal
}
