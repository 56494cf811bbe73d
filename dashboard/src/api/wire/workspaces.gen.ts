// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface Workspace {
  id: string
  name: string
  slug: string
  plan: 'free' | 'pro'
  created_at: string
  default_ca_id: string | null
  default_validity_days: number | null
  requires_second_factor: boolean
  role: 'owner' | 'admin' | 'member'
}

export interface CreateWorkspaceResponse {
  workspace: {
    id: string
    name: string
    slug: string
  }
}

export interface GetWorkspaceResponse {
  workspace: Workspace
}

export interface ChangeWorkspaceResponse {
  workspace: Workspace
}

export type DeleteWorkspaceResponse = Record<string, never>

export interface WorkspacesOperations {
  createWorkspace: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      name: string
      slug?: string | undefined
    }
    response: CreateWorkspaceResponse
  }
  getWorkspace: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetWorkspaceResponse
  }
  changeWorkspace: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name?: string | undefined
      slug?: string | undefined
      defaults?: {
        caId: string | null
        validityDays: number | null
      } | undefined
      requiresSecondFactor?: boolean | undefined
    }
    response: ChangeWorkspaceResponse
  }
  deleteWorkspace: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name: string
    }
    response: DeleteWorkspaceResponse
  }
}

export const WORKSPACES_ROUTES = {
  createWorkspace: ['post', '/console/v1/workspaces'],
  getWorkspace: ['get', '/console/v1/workspaces/{workspaceId}'],
  changeWorkspace: ['patch', '/console/v1/workspaces/{workspaceId}'],
  deleteWorkspace: ['post', '/console/v1/workspaces/{workspaceId}/delete'],
} as const
