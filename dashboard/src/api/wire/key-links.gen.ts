// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface KeyLink {
  id: string
  workspace_id: string
  certificate_id: string
  common_name: string
  created_at: string
  expires_at: string
}

export interface GetKeyLinkResponse {
  keyLink: KeyLink
}

export interface OpenKeyLinkResponse {
  keyLink: KeyLink
  privateKey: string
}

export interface KeyLinksOperations {
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
}

export const KEY_LINKS_ROUTES = {
  getKeyLink: ['get', '/console/v1/key-links/{keyLinkId}'],
  openKeyLink: ['post', '/console/v1/key-links/{keyLinkId}/open'],
} as const
