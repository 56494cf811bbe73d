// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface AlertNotice {
  kind: 'certificate' | 'authority' | 'revocationList' | 'responder'
  subject_id: string
  name: string
  ca_id: string
  ca_name: string
  days_before: number
  ends_at: string
  raised_at: string
}

export interface AlertRule {
  id: string
  name: string
  watches: ('certificate' | 'authority' | 'revocationList' | 'responder')[]
  days_before: number[]
  recipients: string[]
  digest: boolean
  language: 'en' | 'cs' | 'de'
  enabled: boolean
  created_at: string
  last_mailed_at: string | null
}

export interface ListAlertsResponse {
  alerts: AlertRule[]
  notices: AlertNotice[]
  mailIsConfigured: boolean
}

export interface CreateAlertResponse {
  alert: AlertRule
}

export interface ChangeAlertResponse {
  alert: AlertRule
}

export type RemoveAlertResponse = Record<string, never>

export type TestAlertResponse = Record<string, never>

export interface AlertsOperations {
  listAlerts: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListAlertsResponse
  }
  createAlert: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name: string
      watches: ('certificate' | 'authority' | 'revocationList' | 'responder')[]
      daysBefore: number[]
      recipients: string[]
      digest: boolean
      language: 'en' | 'cs' | 'de'
      enabled: boolean
    }
    response: CreateAlertResponse
  }
  changeAlert: {
    path: {
      workspaceId: string
      alertId: string
    }
    query: Record<string, never>
    body: {
      name: string
      watches: ('certificate' | 'authority' | 'revocationList' | 'responder')[]
      daysBefore: number[]
      recipients: string[]
      digest: boolean
      language: 'en' | 'cs' | 'de'
      enabled: boolean
    }
    response: ChangeAlertResponse
  }
  removeAlert: {
    path: {
      workspaceId: string
      alertId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveAlertResponse
  }
  testAlert: {
    path: {
      workspaceId: string
      alertId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: TestAlertResponse
  }
}

export const ALERTS_ROUTES = {
  listAlerts: ['get', '/console/v1/workspaces/{workspaceId}/alerts'],
  createAlert: ['post', '/console/v1/workspaces/{workspaceId}/alerts'],
  changeAlert: ['put', '/console/v1/workspaces/{workspaceId}/alerts/{alertId}'],
  removeAlert: ['delete', '/console/v1/workspaces/{workspaceId}/alerts/{alertId}'],
  testAlert: ['post', '/console/v1/workspaces/{workspaceId}/alerts/{alertId}/test'],
} as const
