// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface AssistantDeed {
  at: string
  action: string
  outcome: 'done' | 'refused'
  client: string
  credential: string
  certificate_id: string | null
  common_name: string | null
}

export interface AssistantEndpoint {
  url: string
  reach: 'thisMachine' | 'privateNetwork' | 'publicName'
  revisions: string[]
  tools: ({
    name: string
    title: string
  })[]
}

export interface AuthorityRequest {
  id: string
  name: string
  common_name: string
  key_algorithm: string
  has_passphrase: boolean
  created_at: string
  request_pem: string
}

export interface ConsoleAuthority {
  id: string
  name: string
  common_name: string
  organization: string | null
  organizational_unit: string | null
  country: string | null
  state: string | null
  locality: string | null
  key_algorithm: string
  serial_number: string
  fingerprint_sha256: string
  valid_from: string
  valid_to: string
  created_at: string
  has_passphrase: boolean
  parent_ca_id: string | null
  depth: number
  path_length: number | null
  shards: number
  revoked_at: string | null
  revocation_reason: string | null
  certified_elsewhere: boolean
  active_certificates: number
  publication: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
  next_update: string | null
  unusable_reason: string | null
}

export type ConsoleAuthorityDetail = ConsoleAuthority & {
  certificate_pem: string
  subject: string
  issuer: string
  subject_key_identifier: string
  signature_algorithm: string
}

export interface KeyLink {
  id: string
  workspace_id: string
  certificate_id: string
  common_name: string
  created_at: string
  expires_at: string
}

export interface TriedStep {
  step: 'reach' | 'signIn' | 'protocol'
  ok: boolean
  detail: string
  milliseconds: number
}

export interface ListAuthoritiesQuery {
  includeRevoked?: 'true' | 'false' | undefined
}

export interface ListAuthoritiesResponse {
  authorities: ConsoleAuthority[]
  total: number
  page: number
  pageSize: number
  totalPages: number
}

export interface CreateAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface GetAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface GetAuthorityChainResponse {
  authorityId: string
  chain: string[]
}

export interface GetAuthorityPublicationResponse {
  publication: {
    state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    lists: ({
      shard: number
      url: string
      number: number
      this_update: string | null
      next_update: string | null
      octets: number
      state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    })[]
    responder: {
      serial_number: string
      valid_from: string
      valid_to: string
      created_at: string
      state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    } | null
    ocsp_url: string
    certificate_url: string
    trust_url: string | null
    is_configured: boolean
  }
}

export interface CheckAuthorityPublicationResponse {
  checked_at: string
  findings: ({
    kind: 'list' | 'ocsp'
    url: string
    shard: number
    valid_from: string | null
    valid_to: string | null
    fault: {
      kind: string
      detail: string
    } | null
  })[]
}

export interface GetAuthorityActivityQuery {
  beforeAt?: number | null | undefined
  beforeSeq?: number | null | undefined
  pageSize?: number | undefined
}

export interface GetAuthorityActivityResponse {
  events: ({
    at: string
    action: string
    outcome: string
    actor: {
      kind: string
      id: string
      name: string | null
      address: string | null
    }
    detail: {
      [name: string]: string
    }
  })[]
  next: {
    beforeAt: number
    beforeSeq: number
  } | null
}

export interface CreateAuthorityHierarchyResponse {
  root: ConsoleAuthorityDetail
  issuing: ConsoleAuthorityDetail
}

export interface ImportAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface RenewAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface RevokeAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface PublishAuthorityListsResponse {
  publication: {
    state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    lists: ({
      shard: number
      url: string
      number: number
      this_update: string | null
      next_update: string | null
      octets: number
      state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    })[]
    responder: {
      serial_number: string
      valid_from: string
      valid_to: string
      created_at: string
      state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    } | null
    ocsp_url: string
    certificate_url: string
    trust_url: string | null
    is_configured: boolean
  }
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

export interface GetKeyLinkResponse {
  keyLink: KeyLink
}

export interface OpenKeyLinkResponse {
  keyLink: KeyLink
  privateKey: string
}

export interface GetAssistantEndpointResponse {
  endpoint: AssistantEndpoint
}

export interface ListAssistantActivityResponse {
  deeds: AssistantDeed[]
}

export interface TestAssistantEndpointResponse {
  steps: TriedStep[]
}

export interface GetOverviewResponse {
  at: string
  authorities: number
  tiles: {
    active: number
    expiring: number
    issuedThisWeek: number
    issuedLastWeek: number
    revoked: number
  }
  attention: {
    expired: {
      total: number
      certificates: ({
        id: string
        caId: string
        common_name: string
        valid_to: string
      })[]
    }
    urgent: {
      total: number
      certificates: ({
        id: string
        caId: string
        common_name: string
        valid_to: string
      })[]
    }
    authorities: ({
      id: string
      name: string
      valid_to: string
      expires: boolean
      publication: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    })[]
  }
  endingByWeek: number[]
  issuedByDay: ({
    day: string
    channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
    count: number
  })[]
}

export interface ConsoleOperations {
  listAuthorities: {
    path: {
      workspaceId: string
    }
    query: ListAuthoritiesQuery
    body: Record<string, never>
    response: ListAuthoritiesResponse
  }
  createAuthority: {
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
      validityDays?: number | undefined
      pathLength?: number | 'unlimited' | undefined
      /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
      passphrase?: string | undefined
      /** Absent: a root */
      parentCaId?: string | undefined
      shards?: number | undefined
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: CreateAuthorityResponse
  }
  getAuthority: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAuthorityResponse
  }
  getAuthorityChain: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAuthorityChainResponse
  }
  getAuthorityPublication: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAuthorityPublicationResponse
  }
  checkAuthorityPublication: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: CheckAuthorityPublicationResponse
  }
  getAuthorityActivity: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: GetAuthorityActivityQuery
    body: Record<string, never>
    response: GetAuthorityActivityResponse
  }
  createAuthorityHierarchy: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      root: {
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
        validityDays?: number | undefined
        pathLength?: number | 'unlimited' | undefined
        /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
        passphrase?: string | undefined
      }
      issuing: {
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
        validityDays?: number | undefined
        pathLength?: number | 'unlimited' | undefined
        /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
        passphrase?: string | undefined
      }
    }
    response: CreateAuthorityHierarchyResponse
  }
  importAuthority: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name?: string | undefined
      /** The certificate, those above it and the private key, in any order, in one text */
      pem?: string | undefined
      /** A PKCS#12 store, Base64 */
      pkcs12?: string | undefined
      /** Of the store, or of the private key */
      password?: string | undefined
      /** The last revocation list that the CA published: PEM, or DER as Base64 */
      crl?: string | undefined
      /** Of its last list, where the list is not at hand */
      crlNumber?: number | undefined
      /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
      passphrase?: string | undefined
    }
    response: ImportAuthorityResponse
  }
  renewAuthority: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      validityDays?: number | undefined
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: RenewAuthorityResponse
  }
  revokeAuthority: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      reason: 'unspecified' | 'keyCompromise' | 'caCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'certificateHold' | 'privilegeWithdrawn'
      /** The name of the CA, typed to show that it is meant */
      name: string
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: RevokeAuthorityResponse
  }
  publishAuthorityLists: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: PublishAuthorityListsResponse
  }
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
  getKeyLink: {
    path: {
      keyLinkId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetKeyLinkResponse
  }
  openKeyLink: {
    path: {
      keyLinkId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: OpenKeyLinkResponse
  }
  getAssistantEndpoint: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAssistantEndpointResponse
  }
  listAssistantActivity: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListAssistantActivityResponse
  }
  testAssistantEndpoint: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: TestAssistantEndpointResponse
  }
  getOverview: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetOverviewResponse
  }
}

export const CONSOLE_ROUTES: Readonly<
  Record<keyof ConsoleOperations, readonly [method: string, route: string]>
> = {
  listAuthorities: ['get', '/console/v1/workspaces/{workspaceId}/authorities'],
  createAuthority: ['post', '/console/v1/workspaces/{workspaceId}/authorities'],
  getAuthority: ['get', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}'],
  getAuthorityChain: ['get', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/chain'],
  getAuthorityPublication: ['get', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/publication'],
  checkAuthorityPublication: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/check'],
  getAuthorityActivity: ['get', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/activity'],
  createAuthorityHierarchy: ['post', '/console/v1/workspaces/{workspaceId}/authority-hierarchies'],
  importAuthority: ['post', '/console/v1/workspaces/{workspaceId}/authority-imports'],
  renewAuthority: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/renew'],
  revokeAuthority: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/revoke'],
  publishAuthorityLists: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/publish'],
  createAuthorityRequest: ['post', '/console/v1/workspaces/{workspaceId}/authority-requests'],
  listAuthorityRequests: ['get', '/console/v1/workspaces/{workspaceId}/authority-requests'],
  getAuthorityRequest: ['get', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}'],
  removeAuthorityRequest: ['delete', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}'],
  completeAuthorityRequest: ['post', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}/complete'],
  requestAuthorityRenewal: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/renewal-request'],
  replaceAuthorityCertificate: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/certificate'],
  getKeyLink: ['get', '/console/v1/key-links/{keyLinkId}'],
  openKeyLink: ['post', '/console/v1/key-links/{keyLinkId}/open'],
  getAssistantEndpoint: ['get', '/console/v1/workspaces/{workspaceId}/mcp'],
  listAssistantActivity: ['get', '/console/v1/workspaces/{workspaceId}/mcp/activity'],
  testAssistantEndpoint: ['post', '/console/v1/workspaces/{workspaceId}/mcp/test'],
  getOverview: ['get', '/console/v1/workspaces/{workspaceId}/overview'],
}
