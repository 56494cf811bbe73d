import type { AuditVerifier } from '../audit/verify-on-request.ts'
import type { Store } from '../store/store.ts'
import type { AccessContext } from './context.ts'
import type { InstanceFacts } from './instance-facts.ts'
import type { Mailer } from './mailer.ts'

/** What the verbs about workspaces, people, keys and the record of what they did need besides. */
export interface AdministrationContext extends AccessContext {
  readonly store: Pick<
    Store,
    | 'apiKeys'
    | 'auditLog'
    | 'authorities'
    | 'invitations'
    | 'memberships'
    | 'oauth'
    | 'signIn'
    | 'workspaces'
  >
  readonly mailer: Mailer
  /** Where people reach the dashboard, without a trailing slash. */
  readonly publicUrl: () => string
  readonly verifier: AuditVerifier
  readonly instance: InstanceFacts
}
