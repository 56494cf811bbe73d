// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface Member {
  user_id: string
  email: string
  role: 'owner' | 'admin' | 'member'
  joined_at: string | null
  last_seen_at: string | null
  has_second_factor: boolean
}

export interface ListMembersResponse {
  members: Member[]
}

export interface ChangeMemberRoleResponse {
  member: Member
}

export interface RemoveMemberResponse {
  apiKeys: number
  oauthGrants: number
}

export interface MembersOperations {
  listMembers: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListMembersResponse
  }
  changeMemberRole: {
    path: {
      workspaceId: string
      userId: string
    }
    query: Record<string, never>
    body: {
      role: 'owner' | 'admin' | 'member'
    }
    response: ChangeMemberRoleResponse
  }
  removeMember: {
    path: {
      workspaceId: string
      userId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveMemberResponse
  }
}

export const MEMBERS_ROUTES = {
  listMembers: ['get', '/console/v1/workspaces/{workspaceId}/members'],
  changeMemberRole: ['patch', '/console/v1/workspaces/{workspaceId}/members/{userId}'],
  removeMember: ['delete', '/console/v1/workspaces/{workspaceId}/members/{userId}'],
} as const
