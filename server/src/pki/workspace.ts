import type { Uuid } from './identifier.ts'

export const PLANS = ['free', 'pro'] as const
/** On `free` a key has all three permissions on each of its CAs; on `pro` they may differ per CA. */
export type Plan = (typeof PLANS)[number]
/** What a self-hosted instance gives its workspaces. */
export const DEFAULT_PLAN: Plan = 'pro'

/** The tenant boundary: its own CAs, certificates, keys and people. */
export interface Workspace {
  readonly id: Uuid
  readonly name: string
  readonly slug: string
  readonly plan: Plan
  readonly createdAt: number
}

/** "My Workspace" → "my-workspace". @returns at most 48 characters of a–z, 0–9 and hyphens; may be empty */
export function slugFrom(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '')
}
