/** What a key may do, by CA; a CA without a tick is left out. */
export type Grants = Readonly<Record<string, Granted>>

export interface Granted {
  readonly canRead: boolean
  readonly canIssue: boolean
  readonly canRevoke: boolean
}

export const PERMISSIONS = ['read', 'issue', 'revoke'] as const
export type Permission = (typeof PERMISSIONS)[number]

const MEMBER = {
  read: 'canRead',
  issue: 'canIssue',
  revoke: 'canRevoke',
} as const satisfies Record<Permission, keyof Granted>

const NOTHING: Granted = { canRead: false, canIssue: false, canRevoke: false }
const EVERYTHING: Granted = { canRead: true, canIssue: true, canRevoke: true }

export function has(grants: Grants, id: string, permission: Permission): boolean {
  return grants[id]?.[MEMBER[permission]] ?? false
}

/**
 * One tick more or less. Who issues or revokes must see what it works with, so these bring reading along, and without reading
 * there is neither; where the plan ties the three together, one is all.
 */
export function tick(
  grants: Grants,
  id: string,
  permission: Permission,
  on: boolean,
  tied: boolean,
): Grants {
  const before = grants[id] ?? NOTHING
  return withGranted(
    grants,
    id,
    tied ? (on ? EVERYTHING : NOTHING) : changed(before, permission, on),
  )
}

function changed(before: Granted, permission: Permission, on: boolean): Granted {
  if (permission === 'read' && !on) return NOTHING
  const after = { ...before, [MEMBER[permission]]: on }
  return on ? { ...after, canRead: true } : after
}

function withGranted(grants: Grants, id: string, granted: Granted): Grants {
  const { [id]: _before, ...others } = grants
  return granted.canRead || granted.canIssue || granted.canRevoke
    ? { ...others, [id]: granted }
    : others
}

export type Preset = 'none' | 'read' | 'issue' | 'full'

export function preset(ids: readonly string[], name: Preset): Grants {
  const granted = {
    none: NOTHING,
    read: { ...NOTHING, canRead: true },
    issue: { ...NOTHING, canRead: true, canIssue: true },
    full: EVERYTHING,
  }[name]
  return ids.reduce<Grants>((grants, id) => withGranted(grants, id, granted), {})
}

/** On how many CAs. */
export function countOf(grants: Grants, permission: Permission): number {
  return Object.values(grants).filter((granted) => granted[MEMBER[permission]]).length
}
