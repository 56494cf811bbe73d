// Generated from api/console-openapi.json by `npm run generate`; do not edit.

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

export interface OverviewOperations {
  getOverview: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetOverviewResponse
  }
}

export const OVERVIEW_ROUTES = {
  getOverview: ['get', '/console/v1/workspaces/{workspaceId}/overview'],
} as const
