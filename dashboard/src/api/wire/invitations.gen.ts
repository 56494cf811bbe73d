// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface Invitation {
  id: string
  email: string
  role: 'owner' | 'admin' | 'member'
  invited_by: string | null
  created_at: string
  expires_at: string
  sent_at: string | null
}

export interface ListInvitationsResponse {
  invitations: Invitation[]
}

export interface CreateInvitationResponse {
  invitation: Invitation
  link: string
  mail: 'sent' | 'failed' | 'notConfigured'
}

export interface RenewInvitationResponse {
  invitation: Invitation
  link: string
  mail: 'sent' | 'failed' | 'notConfigured'
}

export type RevokeInvitationResponse = Record<string, never>

export interface InspectInvitationResponse {
  workspaceName: string
  email: string
  role: 'owner' | 'admin' | 'member'
  invitedBy: string | null
  expiresAt: string
  hasAccount: boolean
}

export interface AcceptInvitationResponse {
  workspace: {
    id: string
    name: string
    slug: string
  }
}

export interface AcceptInvitationAsNewPersonResponse {
  setupLink: string
}

export interface InvitationsOperations {
  listInvitations: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListInvitationsResponse
  }
  createInvitation: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      email: string
      role: 'owner' | 'admin' | 'member'
      language?: 'en' | 'cs' | 'de' | undefined
    }
    response: CreateInvitationResponse
  }
  renewInvitation: {
    path: {
      workspaceId: string
      invitationId: string
    }
    query: Record<string, never>
    body: {
      language?: 'en' | 'cs' | 'de' | undefined
    }
    response: RenewInvitationResponse
  }
  revokeInvitation: {
    path: {
      workspaceId: string
      invitationId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RevokeInvitationResponse
  }
  inspectInvitation: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
    }
    response: InspectInvitationResponse
  }
  acceptInvitation: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
    }
    response: AcceptInvitationResponse
  }
  acceptInvitationAsNewPerson: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
    }
    response: AcceptInvitationAsNewPersonResponse
  }
}

export const INVITATIONS_ROUTES = {
  listInvitations: ['get', '/console/v1/workspaces/{workspaceId}/invitations'],
  createInvitation: ['post', '/console/v1/workspaces/{workspaceId}/invitations'],
  renewInvitation: ['post', '/console/v1/workspaces/{workspaceId}/invitations/{invitationId}/renew'],
  revokeInvitation: ['delete', '/console/v1/workspaces/{workspaceId}/invitations/{invitationId}'],
  inspectInvitation: ['post', '/console/v1/invitations/inspect'],
  acceptInvitation: ['post', '/console/v1/invitations/accept'],
  acceptInvitationAsNewPerson: ['post', '/console/v1/invitations/accept-as-new'],
} as const
