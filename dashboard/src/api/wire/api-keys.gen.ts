// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface ApiKey {
  id: string
  name: string
  prefix: string
  user: {
    id: string
    email: string
  }
  state: 'active' | 'expired' | 'replaced' | 'revoked'
  created_at: string
  expires_at: string | null
  ends_at: string | null
  replaced_by: string | null
  revoked_at: string | null
  last_used_at: string | null
  last_used_address: string | null
  allowed_addresses: string[]
  may_return_private_keys: boolean
  permissions: {
    [name: string]: {
      canRead: boolean
      canIssue: boolean
      canRevoke: boolean
    }
  }
}

export interface ListApiKeysQuery {
  ended?: 'recent' | 'all' | 'none' | undefined
}

export interface ListApiKeysResponse {
  apiKeys: ApiKey[]
}

export interface CreateApiKeyResponse {
  apiKey: ApiKey
  key: string
}

export interface GetApiKeyResponse {
  apiKey: ApiKey
}

export interface RevokeApiKeyResponse {
  apiKey: ApiKey
}

export interface RotateApiKeyResponse {
  apiKey: ApiKey
  key: string
}

export interface APIKeysOperations {
  listApiKeys: {
    path: {
      workspaceId: string
    }
    query: ListApiKeysQuery
    body: Record<string, never>
    response: ListApiKeysResponse
  }
  createApiKey: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name: string
      permissions: {
        [name: string]: {
          canRead: boolean
          canIssue: boolean
          canRevoke: boolean
        }
      }
      expiresInDays?: number | undefined
      allowedAddresses?: string[] | undefined
      mayReturnPrivateKeys?: boolean | undefined
    }
    response: CreateApiKeyResponse
  }
  getApiKey: {
    path: {
      workspaceId: string
      apiKeyId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetApiKeyResponse
  }
  revokeApiKey: {
    path: {
      workspaceId: string
      apiKeyId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RevokeApiKeyResponse
  }
  rotateApiKey: {
    path: {
      workspaceId: string
      apiKeyId: string
    }
    query: Record<string, never>
    body: {
      overlapHours: number
    }
    response: RotateApiKeyResponse
  }
}

export const API_KEYS_ROUTES = {
  listApiKeys: ['get', '/console/v1/workspaces/{workspaceId}/api-keys'],
  createApiKey: ['post', '/console/v1/workspaces/{workspaceId}/api-keys'],
  getApiKey: ['get', '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}'],
  revokeApiKey: ['delete', '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}'],
  rotateApiKey: ['post', '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}/rotate'],
} as const
