import { AUDIT_ACTIONS, type AuditAction } from '../pki/audit-event.ts'
import type { Watched } from '../store/notifications/notification-store.ts'

/** What of the audit log is news for whoever integrates with a workspace; the log's other entries are for auditors. */
const NEWS = ['certificate', 'authority', 'apiKey', 'oauthGrant', 'member', 'workspace'] as const
const MORE: readonly AuditAction[] = ['webhook.failing']

const AUDITED: readonly AuditAction[] = AUDIT_ACTIONS.filter((action) => {
  const [noun, act] = action.split('.')
  return act !== 'refused' && (NEWS.some((one) => one === noun) || MORE.includes(action))
})

/** What no act of anybody causes, but the passing of time. */
export const WARNINGS = {
  certificate: 'certificate.expiring',
  authority: 'authority.expiring',
  revocationList: 'revocationList.stale',
  responder: 'responder.expiring',
} as const satisfies Record<Watched, string>

/** Every type that an endpoint may choose, those that belong together side by side. */
export const EVENT_TYPES: readonly string[] = [...AUDITED, ...Object.values(WARNINGS)].toSorted(
  (a, b) => rank(a) - rank(b),
)

export const TEST_TYPE = 'webhook.test'

export function isNews(action: AuditAction): boolean {
  return AUDITED.includes(action)
}

function rank(type: string): number {
  const [noun = ''] = type.split('.')
  const at = [...NEWS, 'revocationList', 'responder'].indexOf(noun)
  return at === -1 ? 99 : at
}
