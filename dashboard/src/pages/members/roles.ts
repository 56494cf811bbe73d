import type { SessionWorkspace } from '../../api/session.ts'

export type Role = SessionWorkspace['role']

/** From the least to the most that one may do. */
export const ROLES = ['member', 'admin', 'owner'] as const satisfies readonly Role[]
