// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface ExpiringAuthority {
  id: string
  name: string
  valid_from: string
  valid_to: string
}

export interface ExpiringCertificate {
  id: string
  common_name: string
  serial_number: string
  ca_id: string
  ca_name: string
  key_algorithm: string
  valid_from: string
  valid_to: string
  replaced: boolean
}

export type CalendarFeed = {
  created_at: string
  last_read_at: string | null
} | null

export interface CountExpiringQuery {
  from: string
  to: string
  caId?: string | undefined
}

export interface CountExpiringResponse {
  days: ({
    day: string
    count: number
  })[]
  authorities: ExpiringAuthority[]
}

export interface ListExpiringQuery {
  from: string
  to: string
  caId?: string | undefined
  replaced?: 'include' | 'leaveOut' | undefined
  page?: number | undefined
  pageSize?: number | undefined
}

export interface ListExpiringResponse {
  certificates: ExpiringCertificate[]
  total: number
  page: number
  pageSize: number
  totalPages: number
}

export interface GetCalendarFeedResponse {
  feed: CalendarFeed
}

export interface CreateCalendarFeedResponse {
  feed: CalendarFeed
  url: string
}

export type RevokeCalendarFeedResponse = Record<string, never>

export interface ExpiryOperations {
  countExpiring: {
    path: {
      workspaceId: string
    }
    query: CountExpiringQuery
    body: Record<string, never>
    response: CountExpiringResponse
  }
  listExpiring: {
    path: {
      workspaceId: string
    }
    query: ListExpiringQuery
    body: Record<string, never>
    response: ListExpiringResponse
  }
  getCalendarFeed: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetCalendarFeedResponse
  }
  createCalendarFeed: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: CreateCalendarFeedResponse
  }
  revokeCalendarFeed: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RevokeCalendarFeedResponse
  }
}

export const EXPIRY_ROUTES = {
  countExpiring: ['get', '/console/v1/workspaces/{workspaceId}/expiry/days'],
  listExpiring: ['get', '/console/v1/workspaces/{workspaceId}/expiry/certificates'],
  getCalendarFeed: ['get', '/console/v1/workspaces/{workspaceId}/calendar-feed'],
  createCalendarFeed: ['post', '/console/v1/workspaces/{workspaceId}/calendar-feed'],
  revokeCalendarFeed: ['delete', '/console/v1/workspaces/{workspaceId}/calendar-feed'],
} as const
