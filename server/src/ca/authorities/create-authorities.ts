import type { Authorities } from './authorities.ts'
import { authorityActivity } from './authority-activity.ts'
import { getOverview, listOverviews } from './authority-overview.ts'
import { completeAuthority, renewElsewhere } from './certified-authority.ts'
import { chainOf } from './certified-elsewhere.ts'
import { checkPublication, type Observe } from '../revocation/check-publication.ts'
import { createAuthority } from './create-authority.ts'
import { auditingRefusals } from '../create-certification-authority.ts'
import { createHierarchy } from './create-hierarchy.ts'
import type { CaDependencies } from '../dependencies.ts'
import { importAuthority } from './import-authority.ts'
import { visiblePath } from './manage-authority.ts'
import { publishNow } from '../revocation/publish-now.ts'
import { published } from '../revocation/published-state.ts'
import { renewAuthority } from './renew-authority.ts'
import {
  listAuthorityRequests,
  managedRequest,
  removeAuthorityRequest,
  requestAuthority,
  requestRenewal,
} from './request-authority.ts'
import type { WhileSealing } from '../revocation/responder.ts'
import { revokeAuthority } from './revoke-authority.ts'

export interface AuthoritiesOptions {
  /** Keys are sealed within: of CAs, of requests, and of the responders that are made with them. */
  readonly whileSealing: WhileSealing
  readonly observe: Observe
}

const REFUSED = 'authority.refused'

/** Binds the verbs to their dependencies. */
export function createAuthorities(
  deps: CaDependencies,
  { whileSealing, observe }: AuthoritiesOptions,
): Authorities {
  const audited = auditingRefusals(deps)
  return {
    list: (act, workspaceId, query) => listOverviews(deps, act, workspaceId, query),
    get: (act, id) => getOverview(deps, act, id),
    chain: async (act, id) => chainOf(deps.store, await visiblePath(deps, act, id)),
    create: (act, request) => {
      const attempt = whileSealing(() => createAuthority(deps, act, request))
      return audited(act, REFUSED, request.parentId ?? request.workspaceId, attempt)
    },
    createHierarchy: (act, request) => {
      const attempt = whileSealing(() => createHierarchy(deps, act, request))
      return audited(act, REFUSED, request.workspaceId, attempt)
    },
    import: (act, request) => {
      const attempt = whileSealing(() => importAuthority(deps, act, request))
      return audited(act, REFUSED, request.workspaceId, attempt)
    },
    renew: (act, request) => {
      const attempt = whileSealing(() => renewAuthority(deps, act, request))
      return audited(act, REFUSED, request.id, attempt)
    },
    revoke: (act, request) => {
      const attempt = whileSealing(() => revokeAuthority(deps, act, request))
      return audited(act, 'revocation.refused', request.id, attempt)
    },
    published: (act, id) => published(deps, act, id),
    publish: (act, request) =>
      audited(
        act,
        REFUSED,
        request.authorityId,
        publishNow(deps, act, { ...request, whileSealing }),
      ),
    check: (act, id) => checkPublication(deps, observe, act, id),
    activity: (act, query) => authorityActivity(deps, act, query),
    request: (act, order) => {
      const attempt = whileSealing(() => requestAuthority(deps, act, order))
      return audited(act, REFUSED, order.workspaceId, attempt)
    },
    requests: (act, workspaceId) => listAuthorityRequests(deps, act, workspaceId),
    getRequest: (act, id) => managedRequest(deps, act, id),
    removeRequest: (act, id) => audited(act, REFUSED, id, removeAuthorityRequest(deps, act, id)),
    complete: (act, certified) => {
      const attempt = whileSealing(() => completeAuthority(deps, act, certified))
      return audited(act, REFUSED, certified.id, attempt)
    },
    requestRenewal: (act, order) => {
      const attempt = whileSealing(() => requestRenewal(deps, act, order))
      return audited(act, REFUSED, order.id, attempt)
    },
    renewElsewhere: (act, certified) =>
      audited(act, REFUSED, certified.id, renewElsewhere(deps, act, certified)),
  }
}
