/** What a credential may do with one CA. */
export interface Permissions {
  readonly canRead: boolean
  readonly canIssue: boolean
  readonly canRevoke: boolean
}

export type Permission = 'read' | 'issue' | 'revoke'

export const ALL_PERMISSIONS: Permissions = { canRead: true, canIssue: true, canRevoke: true }
