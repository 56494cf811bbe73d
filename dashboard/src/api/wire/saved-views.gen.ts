// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface SavedView {
  id: string
  page: string
  name: string
  query: string
  created_at: string
}

export interface ListViewsQuery {
  page: 'certificates'
}

export interface ListViewsResponse {
  views: SavedView[]
}

export interface SaveViewResponse {
  view: SavedView
}

export interface RemoveViewResponse {
  removed: true
}

export interface SavedViewsOperations {
  listViews: {
    path: {
      workspaceId: string
    }
    query: ListViewsQuery
    body: Record<string, never>
    response: ListViewsResponse
  }
  saveView: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      page: 'certificates'
      name: string
      query: string
    }
    response: SaveViewResponse
  }
  removeView: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveViewResponse
  }
}

export const SAVED_VIEWS_ROUTES = {
  listViews: ['get', '/console/v1/workspaces/{workspaceId}/views'],
  saveView: ['post', '/console/v1/workspaces/{workspaceId}/views'],
  removeView: ['delete', '/console/v1/workspaces/{workspaceId}/views/{id}'],
} as const
