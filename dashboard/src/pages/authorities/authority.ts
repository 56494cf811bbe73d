import type { ConsoleAuthority } from '../../api/wire/shared.gen.ts'

export type Authority = ConsoleAuthority

/** How a CA stands, in one word. */
export type Standing = 'active' | 'expiring' | 'expired' | 'revoked' | 'blocked'

/** Beyond this part of its life a CA should be renewed: what it issues is cut short. */
const EXPIRING_FROM = 0.85
const DAY = 86_400_000
/** Or when it ends so soon, however long it lived. */
const EXPIRING_DAYS = 90

export function standingOf(authority: Authority, now: number): Standing {
  if (authority.revoked_at !== null) return 'revoked'
  const end = Date.parse(authority.valid_to)
  if (end <= now) return 'expired'
  if (authority.unusable_reason !== null) return 'blocked'
  const isLate = lifeGone(authority, now) >= EXPIRING_FROM && end - now < 2 * 365 * DAY
  return isLate || end - now < EXPIRING_DAYS * DAY ? 'expiring' : 'active'
}

/** 0 at the beginning of its validity, 1 at the end. */
export function lifeGone({ valid_from, valid_to }: Authority, now: number): number {
  const [from, to] = [Date.parse(valid_from), Date.parse(valid_to)]
  return Math.min(1, Math.max(0, (now - from) / (to - from)))
}

export type Kind = 'root' | 'intermediate' | 'elsewhere'

export function kindOf(authority: Authority): Kind {
  if (authority.parent_ca_id !== null) return 'intermediate'
  return authority.certified_elsewhere ? 'elsewhere' : 'root'
}

export interface Branch {
  readonly authority: Authority
  readonly children: readonly Branch[]
}

/** The CAs as trees, roots first; whose parent is not among them stands at the top. */
export function branchesOf(authorities: readonly Authority[]): readonly Branch[] {
  const known = new Set(authorities.map(({ id }) => id))
  const below = Map.groupBy(authorities, ({ parent_ca_id: parent }) =>
    parent !== null && known.has(parent) ? parent : null,
  )
  const build = (authority: Authority): Branch => ({
    authority,
    children: (below.get(authority.id) ?? []).map(build),
  })
  return (below.get(null) ?? []).map(build)
}

/** From the top down to the CA itself. */
export function pathTo(authority: Authority, all: readonly Authority[]): readonly Authority[] {
  const path = [authority]
  let next = authority.parent_ca_id
  while (next !== null && path.length < 10) {
    const parent = all.find(({ id }) => id === next)
    if (parent === undefined) break
    path.unshift(parent)
    next = parent.parent_ca_id
  }
  return path
}

/** All CAs below one, at any height. */
export function countBelow(authority: Authority, all: readonly Authority[]): number {
  const children = all.filter(({ parent_ca_id: parent }) => parent === authority.id)
  return children.reduce((count, child) => count + 1 + countBelow(child, all), 0)
}

/** A name that every file system and shell takes. */
export function fileNameOf({ name }: { readonly name: string }): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
  return plain === '' ? 'ca' : plain
}
