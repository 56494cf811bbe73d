// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface InstanceUser {
  id: string
  email: string
  name: string
  created_at: string
  is_operator: boolean
  deactivated_at: string | null
  has_second_factor: boolean
  can_sign_in: boolean
  last_seen_at: string | null
  workspaces: number
}

export interface ListUsersResponse {
  users: InstanceUser[]
}

export interface CreateUserResponse {
  user: InstanceUser
  setupLink: string
  expiresAt: string
}

export interface ChangeUserResponse {
  user: InstanceUser
}

export interface CreateSetupLinkResponse {
  setupLink: string
  expiresAt: string
}

export interface UsersOperations {
  listUsers: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListUsersResponse
  }
  createUser: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      email: string
    }
    response: CreateUserResponse
  }
  changeUser: {
    path: {
      userId: string
    }
    query: Record<string, never>
    body: {
      isOperator?: boolean | undefined
      isActive?: boolean | undefined
    }
    response: ChangeUserResponse
  }
  createSetupLink: {
    path: {
      userId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: CreateSetupLinkResponse
  }
}

export const USERS_ROUTES = {
  listUsers: ['get', '/console/v1/instance/users'],
  createUser: ['post', '/console/v1/instance/users'],
  changeUser: ['patch', '/console/v1/instance/users/{userId}'],
  createSetupLink: ['post', '/console/v1/instance/users/{userId}/setup-link'],
} as const
