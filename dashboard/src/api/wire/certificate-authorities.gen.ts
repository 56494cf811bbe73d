// Generated from api/console-openapi.json by `npm run generate`; do not edit.

import type {
  CheckAuthorityPublicationResponse,
  CreateAuthorityHierarchyResponse,
  CreateAuthorityResponse,
  GetAuthorityActivityQuery,
  GetAuthorityActivityResponse,
  GetAuthorityChainResponse,
  GetAuthorityPublicationResponse,
  GetAuthorityResponse,
  ImportAuthorityResponse,
  ListAuthoritiesQuery,
  ListAuthoritiesResponse,
  PublishAuthorityListsResponse,
  RenewAuthorityResponse,
  RevokeAuthorityResponse,
} from './certificate-authorities-answers.gen.ts'

export interface CertificateAuthoritiesOperations {
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
}

export const CERTIFICATE_AUTHORITIES_ROUTES = {
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
} as const
