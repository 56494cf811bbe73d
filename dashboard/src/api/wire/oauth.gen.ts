// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface OAuthChoice {
  id: string
  name: string
  common_name: string
  depth: number
  parent_ca_id: string | null
  has_passphrase: boolean
}

export interface OAuthClient {
  id: string
  name: string
  redirect_uris: string[]
  created_at: string
  last_used_at: string | null
}

export interface OAuthGrant {
  id: string
  client_id: string
  client_name: string
  user: {
    id: string
    email: string
  }
  resource: 'api' | 'mcp'
  may_return_private_keys: boolean
  permissions: ({
    authority_id: string
    can_read: boolean
    can_issue: boolean
    can_revoke: boolean
  })[]
  created_at: string
  expires_at: string
  last_used_at: string | null
}

export interface OAuthRequest {
  client_id: string
  client_name: string
  client_uri: string | null
  /** Who vouches for the name: nobody (`registered`), the host of its id (`document`), a workspace (`confidential`) */
  client_kind: 'registered' | 'document' | 'confidential'
  /** The workspace that made the client, where the user is a member of it */
  vouched_by: string | null
  /** Where the answer goes; null for a device */
  redirects_to: string | null
  resource: 'api' | 'mcp'
}

export interface GetOAuthRequestResponse {
  request: OAuthRequest
}

export interface RefuseOAuthRequestResponse {
  /** Where the browser goes on; null for a device, which asks for the answer itself */
  location: string | null
}

export interface AgreeToOAuthRequestResponse {
  /** Where the browser goes on; null for a device, which asks for the answer itself */
  location: string | null
}

export interface FindOAuthDeviceResponse {
  request: OAuthRequest
}

export interface RefuseOAuthDeviceResponse {
  /** Where the browser goes on; null for a device, which asks for the answer itself */
  location: string | null
}

export interface AgreeToOAuthDeviceResponse {
  /** Where the browser goes on; null for a device, which asks for the answer itself */
  location: string | null
}

export interface GetOAuthChoicesResponse {
  plan: 'free' | 'pro'
  authorities: OAuthChoice[]
}

export interface ListOAuthGrantsResponse {
  grants: OAuthGrant[]
}

export interface EndOAuthGrantResponse {
  message: string
}

export interface ListOAuthClientsResponse {
  clients: OAuthClient[]
}

export interface CreateOAuthClientResponse {
  client: OAuthClient
  /** Shown once */
  client_secret: string
}

export interface ReplaceOAuthClientSecretResponse {
  client: OAuthClient
  /** Shown once */
  client_secret: string
}

export interface DeleteOAuthClientResponse {
  message: string
}

export interface OAuthOperations {
  getOAuthRequest: {
    path: {
      requestId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetOAuthRequestResponse
  }
  refuseOAuthRequest: {
    path: {
      requestId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RefuseOAuthRequestResponse
  }
  agreeToOAuthRequest: {
    path: {
      workspaceId: string
      requestId: string
    }
    query: Record<string, never>
    body: {
      permissions: ({
        authorityId: string
        canRead: boolean
        canIssue: boolean
        canRevoke: boolean
      })[]
      mayReturnPrivateKeys?: boolean | undefined
    }
    response: AgreeToOAuthRequestResponse
  }
  findOAuthDevice: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      userCode: string
    }
    response: FindOAuthDeviceResponse
  }
  refuseOAuthDevice: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      userCode: string
    }
    response: RefuseOAuthDeviceResponse
  }
  agreeToOAuthDevice: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      permissions: ({
        authorityId: string
        canRead: boolean
        canIssue: boolean
        canRevoke: boolean
      })[]
      mayReturnPrivateKeys?: boolean | undefined
      userCode: string
    }
    response: AgreeToOAuthDeviceResponse
  }
  getOAuthChoices: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetOAuthChoicesResponse
  }
  listOAuthGrants: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListOAuthGrantsResponse
  }
  endOAuthGrant: {
    path: {
      workspaceId: string
      grantId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: EndOAuthGrantResponse
  }
  listOAuthClients: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListOAuthClientsResponse
  }
  createOAuthClient: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name: string
      redirectUris: string[]
    }
    response: CreateOAuthClientResponse
  }
  replaceOAuthClientSecret: {
    path: {
      workspaceId: string
      clientId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ReplaceOAuthClientSecretResponse
  }
  deleteOAuthClient: {
    path: {
      workspaceId: string
      clientId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: DeleteOAuthClientResponse
  }
}

export const OAUTH_ROUTES = {
  getOAuthRequest: ['get', '/console/v1/oauth/requests/{requestId}'],
  refuseOAuthRequest: ['post', '/console/v1/oauth/requests/{requestId}/refuse'],
  agreeToOAuthRequest: ['post', '/console/v1/workspaces/{workspaceId}/oauth/requests/{requestId}/agree'],
  findOAuthDevice: ['post', '/console/v1/oauth/devices/find'],
  refuseOAuthDevice: ['post', '/console/v1/oauth/devices/refuse'],
  agreeToOAuthDevice: ['post', '/console/v1/workspaces/{workspaceId}/oauth/devices/agree'],
  getOAuthChoices: ['get', '/console/v1/workspaces/{workspaceId}/oauth/choices'],
  listOAuthGrants: ['get', '/console/v1/workspaces/{workspaceId}/oauth/grants'],
  endOAuthGrant: ['delete', '/console/v1/workspaces/{workspaceId}/oauth/grants/{grantId}'],
  listOAuthClients: ['get', '/console/v1/workspaces/{workspaceId}/oauth/clients'],
  createOAuthClient: ['post', '/console/v1/workspaces/{workspaceId}/oauth/clients'],
  replaceOAuthClientSecret: ['post', '/console/v1/workspaces/{workspaceId}/oauth/clients/{clientId}/secret'],
  deleteOAuthClient: ['delete', '/console/v1/workspaces/{workspaceId}/oauth/clients/{clientId}'],
} as const
