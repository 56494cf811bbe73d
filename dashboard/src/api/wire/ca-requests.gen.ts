// Generated from api/console-openapi.json by `npm run generate`; do not edit.

import type {
  ConsoleAuthorityDetail,
} from './shared.gen.ts'

export interface AuthorityRequest {
  id: string
  name: string
  common_name: string
  key_algorithm: string
  has_passphrase: boolean
  created_at: string
  request_pem: string
}

export interface CreateAuthorityRequestResponse {
  request: AuthorityRequest
}

export interface ListAuthorityRequestsResponse {
  requests: AuthorityRequest[]
}

export interface GetAuthorityRequestResponse {
  request: AuthorityRequest
}

export interface RemoveAuthorityRequestResponse {
  removed: boolean
}

export interface CompleteAuthorityRequestResponse {
  authority: ConsoleAuthorityDetail
}

export interface RequestAuthorityRenewalResponse {
  request_pem: string
}

export interface ReplaceAuthorityCertificateResponse {
  authority: ConsoleAuthorityDetail
}

export interface CARequestsOperations {
  createAuthorityRequest: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      /** What people call it; defaults to the common name */
      name?: string | undefined
      commonName: string
      organization?: string | undefined
      organizationalUnit?: string | undefined
      /** Two letters, ISO 3166-1 */
      country?: string | undefined
      state?: string | undefined
      locality?: string | undefined
      keyAlgorithm: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384'
      pathLength?: number | 'unlimited' | undefined
      /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
      passphrase?: string | undefined
    }
    response: CreateAuthorityRequestResponse
  }
  listAuthorityRequests: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListAuthorityRequestsResponse
  }
  getAuthorityRequest: {
    path: {
      workspaceId: string
      requestId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAuthorityRequestResponse
  }
  removeAuthorityRequest: {
    path: {
      workspaceId: string
      requestId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveAuthorityRequestResponse
  }
  completeAuthorityRequest: {
    path: {
      workspaceId: string
      requestId: string
    }
    query: Record<string, never>
    body: {
      /** The certificate and those above it up to the root, in any order */
      certificatePem: string
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: CompleteAuthorityRequestResponse
  }
  requestAuthorityRenewal: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: RequestAuthorityRenewalResponse
  }
  replaceAuthorityCertificate: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      /** The certificate and those above it up to the root, in any order */
      certificatePem: string
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: ReplaceAuthorityCertificateResponse
  }
}

export const CA_REQUESTS_ROUTES = {
  createAuthorityRequest: ['post', '/console/v1/workspaces/{workspaceId}/authority-requests'],
  listAuthorityRequests: ['get', '/console/v1/workspaces/{workspaceId}/authority-requests'],
  getAuthorityRequest: ['get', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}'],
  removeAuthorityRequest: ['delete', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}'],
  completeAuthorityRequest: ['post', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}/complete'],
  requestAuthorityRenewal: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/renewal-request'],
  replaceAuthorityCertificate: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/certificate'],
} as const
