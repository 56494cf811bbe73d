import { PERMISSIONS } from '../consent/ticks.ts'
import type { Permission } from '../consent/ticks.ts'

interface OnAuthority {
  readonly can_read: boolean
  readonly can_issue: boolean
  readonly can_revoke: boolean
}

/** "read and issue on two CAs, read on three": CAs with the same permissions are counted together. */
export function summaryOf(
  permissions: readonly OnAuthority[],
): readonly { readonly permissions: readonly Permission[]; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const one of permissions) {
    const granted = PERMISSIONS.filter((permission) => one[`can_${permission}`]).join(' ')
    counts.set(granted, (counts.get(granted) ?? 0) + 1)
  }
  return [...counts].map(([granted, count]) => ({
    permissions: PERMISSIONS.filter((permission) => granted.split(' ').includes(permission)),
    count,
  }))
}
