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

export interface TriedStep {
  step: 'reach' | 'signIn' | 'protocol'
  ok: boolean
  detail: string
  milliseconds: number
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

export interface AssistantsOperations {
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
}

export const ASSISTANTS_ROUTES = {
  getAssistantEndpoint: ['get', '/console/v1/workspaces/{workspaceId}/mcp'],
  listAssistantActivity: ['get', '/console/v1/workspaces/{workspaceId}/mcp/activity'],
  testAssistantEndpoint: ['post', '/console/v1/workspaces/{workspaceId}/mcp/test'],
} as const
