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
  getKeyLink: ['get', '/console/v1/key-links/{keyLinkId}'],
  openKeyLink: ['post', '/console/v1/key-links/{keyLinkId}/open'],
  getAssistantEndpoint: ['get', '/console/v1/workspaces/{workspaceId}/mcp'],
  listAssistantActivity: ['get', '/console/v1/workspaces/{workspaceId}/mcp/activity'],
  testAssistantEndpoint: ['post', '/console/v1/workspaces/{workspaceId}/mcp/test'],
  getOverview: ['get', '/console/v1/workspaces/{workspaceId}/overview'],
}
