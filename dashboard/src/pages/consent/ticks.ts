import type { Output } from '../../api/call.ts'

export type Choice = Output<'getOAuthChoices'>['authorities'][number]

export const PERMISSIONS = ['read', 'issue', 'revoke'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** What is ticked, by CA; a CA without a tick is left out. */
export type Ticks = ReadonlyMap<string, ReadonlySet<Permission>>

export function withOne(ticks: Ticks, id: string, column: Permission | 'all', on: boolean): Ticks {
  const own = new Set(ticks.get(id))
  for (const permission of column === 'all' ? PERMISSIONS : [column]) {
    if (on) own.add(permission)
    else own.delete(permission)
  }
  const next = new Map(ticks)
  if (own.size === 0) next.delete(id)
  else next.set(id, own)
  return next
}

export function withAll(
  ticks: Ticks,
  authorities: readonly Choice[],
  column: Permission | 'all',
  on: boolean,
): Ticks {
  return authorities.reduce((before, { id }) => withOne(before, id, column, on), ticks)
}

/** On how many CAs. */
export function countOf(ticks: Ticks, column: Permission | 'all'): number {
  const permission = column === 'all' ? 'read' : column
  return [...ticks.values()].filter((own) => own.has(permission)).length
}

export function permissionsOf(
  ticks: Ticks,
): { authorityId: string; canRead: boolean; canIssue: boolean; canRevoke: boolean }[] {
  return [...ticks].map(([authorityId, own]) => ({
    authorityId,
    canRead: own.has('read'),
    canIssue: own.has('issue'),
    canRevoke: own.has('revoke'),
  }))
}

/** Each CA right below its parent. */
export function inTreeOrder(authorities: readonly Choice[]): readonly Choice[] {
  const known = new Set(authorities.map(({ id }) => id))
  const below = (parentId: string | null): Choice[] =>
    authorities
      .filter(({ parent_ca_id: parent }) =>
        parentId === null ? parent === null || !known.has(parent) : parent === parentId,
      )
      .flatMap((authority) => [authority, ...below(authority.id)])
  return below(null)
}
