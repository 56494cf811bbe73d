import type { AuditedAct } from '../audit/events.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { SecretText } from '../pki/secret-text.ts'
import type {
  AlertRule,
  CalendarFeed,
  ExpiringCertificate,
  Notice,
} from '../store/notifications/notification-store.ts'
import type {
  Delivery,
  DeliveryState,
  NewDelivery,
  WebhookEndpoint,
} from '../store/notifications/webhook-store.ts'
import * as rules from './alert-rules.ts'
import * as calendar from './calendar.ts'
import type { NotificationContext } from './context.ts'
import * as deliveries from './deliveries.ts'
import * as expiry from './expiry.ts'
import * as webhooks from './webhooks.ts'

export type {
  AlertRule,
  CalendarFeed,
  ExpiringCertificate,
  Notice,
} from '../store/notifications/notification-store.ts'
export type { Delivery, WebhookEndpoint } from '../store/notifications/webhook-store.ts'

interface Which {
  readonly workspaceId: Uuid
  readonly id: Uuid
}

interface Page {
  readonly offset: number
  readonly limit: number
}

/** The verbs of this room, as faces call them. */
export interface Notifications {
  /** Whether e-mail can be sent at all. */
  readonly mailIsConfigured: boolean
  listWebhooks(act: AuditedAct, workspaceId: Uuid): Promise<readonly WebhookEndpoint[]>
  findWebhook(act: AuditedAct, which: Which): Promise<WebhookEndpoint>
  createWebhook(
    act: AuditedAct,
    request: webhooks.WebhookRequest,
  ): Promise<webhooks.WebhookWithSecret>
  changeWebhook(
    act: AuditedAct,
    request: Which & { readonly changes: Partial<Omit<webhooks.WebhookRequest, 'workspaceId'>> },
  ): Promise<WebhookEndpoint>
  removeWebhook(act: AuditedAct, which: Which): Promise<void>
  rotateWebhookSecret(act: AuditedAct, which: Which): Promise<webhooks.WebhookWithSecret>
  testWebhook(act: AuditedAct, which: Which): Promise<NewDelivery>
  listDeliveries(
    act: AuditedAct,
    which: Which,
    state: DeliveryState | undefined,
    page: Page,
  ): Promise<{ readonly deliveries: readonly Delivery[]; readonly total: number }>
  getDelivery(
    act: AuditedAct,
    which: Which,
    deliveryId: Uuid,
  ): Promise<Delivery & { readonly body: string }>
  replayDelivery(act: AuditedAct, which: Which, deliveryId: Uuid): Promise<NewDelivery>
  listAlertRules(act: AuditedAct, workspaceId: Uuid): Promise<readonly AlertRule[]>
  createAlertRule(
    act: AuditedAct,
    workspaceId: Uuid,
    request: rules.AlertRuleRequest,
  ): Promise<AlertRule>
  changeAlertRule(
    act: AuditedAct,
    which: Which,
    changes: Partial<rules.AlertRuleRequest>,
  ): Promise<AlertRule>
  removeAlertRule(act: AuditedAct, which: Which): Promise<void>
  testAlertRule(act: AuditedAct, which: Which): Promise<void>
  listNotices(act: AuditedAct, workspaceId: Uuid): Promise<readonly Notice[]>
  expiryDays(
    act: AuditedAct,
    range: expiry.ExpiryRange,
  ): Promise<readonly { readonly day: number; readonly count: number }[]>
  listExpiring(
    act: AuditedAct,
    range: expiry.ExpiryRange & { readonly includeReplaced: boolean },
    page: Page,
  ): Promise<{ readonly certificates: readonly ExpiringCertificate[]; readonly total: number }>
  expiringAuthorities(
    act: AuditedAct,
    range: expiry.ExpiryRange,
  ): Promise<readonly CertificateAuthority[]>
  calendarFeed(act: AuditedAct, workspaceId: Uuid): Promise<CalendarFeed | undefined>
  createCalendarFeed(
    act: AuditedAct,
    workspaceId: Uuid,
  ): Promise<{ readonly feed: CalendarFeed; readonly url: SecretText }>
  revokeCalendarFeed(act: AuditedAct, workspaceId: Uuid): Promise<void>
  /** For whoever shows a token. */
  readCalendar(token: string): Promise<string | undefined>
}

export function createNotifications(context: NotificationContext): Notifications {
  return {
    mailIsConfigured: context.letterbox.isConfigured,
    listWebhooks: (act, id) => webhooks.listWebhooks(context, act, id),
    findWebhook: (act, which) => webhooks.findWebhook(context, act, which),
    createWebhook: (act, request) => webhooks.createWebhook(context, act, request),
    changeWebhook: (act, request) => webhooks.changeWebhook(context, act, request),
    removeWebhook: (act, which) => webhooks.removeWebhook(context, act, which),
    rotateWebhookSecret: (act, which) => webhooks.rotateWebhookSecret(context, act, which),
    testWebhook: (act, which) => deliveries.testWebhook(context, act, which),
    listDeliveries: (act, which, state, page) =>
      deliveries.listDeliveries(context, act, which, state, page),
    getDelivery: (act, which, id) => deliveries.getDelivery(context, act, which, id),
    replayDelivery: (act, which, id) => deliveries.replayDelivery(context, act, which, id),
    listAlertRules: (act, id) => rules.listAlertRules(context, act, id),
    createAlertRule: (act, id, request) => rules.createAlertRule(context, act, id, request),
    changeAlertRule: (act, which, changes) => rules.changeAlertRule(context, act, which, changes),
    removeAlertRule: (act, which) => rules.removeAlertRule(context, act, which),
    testAlertRule: (act, which) => rules.testAlertRule(context, act, which),
    listNotices: (act, id) => rules.listNotices(context, act, id),
    expiryDays: (act, range) => expiry.expiryDays(context, act, range),
    listExpiring: (act, range, page) => expiry.listExpiring(context, act, range, page),
    expiringAuthorities: (act, range) => expiry.expiringAuthorities(context, act, range),
    calendarFeed: (act, id) => calendar.getCalendarFeed(context, act, id),
    createCalendarFeed: (act, id) => calendar.createCalendarFeed(context, act, id),
    revokeCalendarFeed: (act, id) => calendar.revokeCalendarFeed(context, act, id),
    readCalendar: (token) => calendar.readCalendar(context, token),
  }
}
