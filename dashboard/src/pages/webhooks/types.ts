import type { Output } from '../../api/call.ts'

export type Webhook = Output<'listWebhooks'>['webhooks'][number]
export type Delivery = Output<'listWebhookDeliveries'>['deliveries'][number]
export type Alert = Output<'listAlerts'>['alerts'][number]
export type Notice = Output<'listAlerts'>['notices'][number]
export type Watched = Notice['kind']

export const WATCHED: readonly Watched[] = [
  'certificate',
  'authority',
  'revocationList',
  'responder',
]
