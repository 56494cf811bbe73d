// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface Webhook {
  id: string
  url: string
  description: string
  events: string[]
  enabled: boolean
  created_at: string
  last_success_at: string | null
  failing_since: string | null
  former_secret_until: string | null
}

export interface WebhookDelivery {
  id: string
  message_id: string
  type: string
  trigger: 'event' | 'test' | 'replay'
  state: 'pending' | 'delivered' | 'failed'
  attempts: number
  created_at: string
  next_attempt_at: string | null
  attempted_at: string | null
  response_status: number | null
  error: string | null
  response_excerpt: string
  duration_ms: number | null
}

export interface ListWebhooksResponse {
  webhooks: Webhook[]
  eventTypes: string[]
}

export interface CreateWebhookResponse {
  webhook: Webhook
  secret: string
}

export interface GetWebhookResponse {
  webhook: Webhook
}

export interface ChangeWebhookResponse {
  webhook: Webhook
}

export type RemoveWebhookResponse = Record<string, never>

export interface RotateWebhookSecretResponse {
  webhook: Webhook
  secret: string
}

export interface ListWebhookDeliveriesQuery {
  state?: 'pending' | 'delivered' | 'failed' | undefined
  page?: number | undefined
}

export interface ListWebhookDeliveriesResponse {
  deliveries: WebhookDelivery[]
  total: number
  page: number
  pageSize: number
  totalPages: number
}

export interface GetWebhookDeliveryResponse {
  delivery: WebhookDelivery
  body: string
}

export interface ReplayWebhookDeliveryResponse {
  deliveryId: string
}

export interface TestWebhookResponse {
  deliveryId: string
}

export interface WebhooksOperations {
  listWebhooks: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListWebhooksResponse
  }
  createWebhook: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      url: string
      description?: string | undefined
      events?: string[] | undefined
      enabled?: boolean | undefined
    }
    response: CreateWebhookResponse
  }
  getWebhook: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetWebhookResponse
  }
  changeWebhook: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: {
      url?: string | undefined
      description?: string | undefined
      events?: string[] | undefined
      enabled?: boolean | undefined
    }
    response: ChangeWebhookResponse
  }
  removeWebhook: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveWebhookResponse
  }
  rotateWebhookSecret: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RotateWebhookSecretResponse
  }
  listWebhookDeliveries: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: ListWebhookDeliveriesQuery
    body: Record<string, never>
    response: ListWebhookDeliveriesResponse
  }
  getWebhookDelivery: {
    path: {
      workspaceId: string
      webhookId: string
      deliveryId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetWebhookDeliveryResponse
  }
  replayWebhookDelivery: {
    path: {
      workspaceId: string
      webhookId: string
      deliveryId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ReplayWebhookDeliveryResponse
  }
  testWebhook: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: TestWebhookResponse
  }
}

export const WEBHOOKS_ROUTES = {
  listWebhooks: ['get', '/console/v1/workspaces/{workspaceId}/webhooks'],
  createWebhook: ['post', '/console/v1/workspaces/{workspaceId}/webhooks'],
  getWebhook: ['get', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}'],
  changeWebhook: ['patch', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}'],
  removeWebhook: ['delete', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}'],
  rotateWebhookSecret: ['post', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/rotate-secret'],
  listWebhookDeliveries: ['get', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries'],
  getWebhookDelivery: ['get', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries/{deliveryId}'],
  replayWebhookDelivery: ['post', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay'],
  testWebhook: ['post', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/test'],
} as const
