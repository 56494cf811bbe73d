// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface AuditEvent {
  at: string
  action: string
  outcome: 'done' | 'refused'
  actor: {
    kind: 'apiKey' | 'user' | 'oauth' | 'operator' | 'system' | 'anonymous'
    id: string
    name: string | null
    prefix: string | null
    address: string | null
  }
  workspace_id: string | null
  subject: string | null
  request_id: string | null
  detail: {
    [name: string]: string | number | boolean | null
  }
}

export interface ListAuditEventsQuery {
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  before?: string | undefined
  pageSize?: number | undefined
}

export interface ListAuditEventsResponse {
  events: AuditEvent[]
  next: string | null
}

export interface ExportAuditEventsQuery {
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  format: 'csv' | 'jsonl'
}

export interface VerifyAuditLogResponse {
  isWhole: boolean
  finishedAt: string
  broken: ({
    chain: string
    position: number
    reason: string
  })[]
}

export interface ListInstanceAuditEventsQuery {
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  before?: string | undefined
  pageSize?: number | undefined
}

export interface ListInstanceAuditEventsResponse {
  events: AuditEvent[]
  next: string | null
}

export interface ExportInstanceAuditEventsQuery {
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  format: 'csv' | 'jsonl'
}

export interface VerifyInstanceAuditLogResponse {
  isWhole: boolean
  finishedAt: string
  broken: ({
    chain: string
    position: number
    reason: string
  })[]
  chains: number
  events: number
}

export interface AuditLogOperations {
  listAuditEvents: {
    path: {
      workspaceId: string
    }
    query: ListAuditEventsQuery
    body: Record<string, never>
    response: ListAuditEventsResponse
  }
  exportAuditEvents: {
    path: {
      workspaceId: string
    }
    query: ExportAuditEventsQuery
    body: Record<string, never>
    response: Response
  }
  verifyAuditLog: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: VerifyAuditLogResponse
  }
  listInstanceAuditEvents: {
    path: Record<string, never>
    query: ListInstanceAuditEventsQuery
    body: Record<string, never>
    response: ListInstanceAuditEventsResponse
  }
  exportInstanceAuditEvents: {
    path: Record<string, never>
    query: ExportInstanceAuditEventsQuery
    body: Record<string, never>
    response: Response
  }
  verifyInstanceAuditLog: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: VerifyInstanceAuditLogResponse
  }
}

export const AUDIT_LOG_ROUTES = {
  listAuditEvents: ['get', '/console/v1/workspaces/{workspaceId}/audit-log'],
  exportAuditEvents: ['get', '/console/v1/workspaces/{workspaceId}/audit-log/export'],
  verifyAuditLog: ['post', '/console/v1/workspaces/{workspaceId}/audit-log/verify'],
  listInstanceAuditEvents: ['get', '/console/v1/instance/audit-log'],
  exportInstanceAuditEvents: ['get', '/console/v1/instance/audit-log/export'],
  verifyInstanceAuditLog: ['post', '/console/v1/instance/audit-log/verify'],
} as const
