// Generated from api/console-openapi.json by `npm run generate`; do not edit.

import type {
  ConsoleAuthority,
  ConsoleAuthorityDetail,
} from './shared.gen.ts'

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
