import type { Uuid } from './identifier.ts'

export const ROLES = ['owner', 'admin', 'member'] as const
export type Role = (typeof ROLES)[number]

export interface User {
  readonly id: Uuid
  readonly email: string
  readonly createdAt: number
}

export interface Member {
  readonly workspaceId: Uuid
  readonly userId: Uuid
  readonly role: Role
}
