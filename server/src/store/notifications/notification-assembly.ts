import type { Engine } from '../engine.ts'
import type { NotificationStore } from './notification-store.ts'

export function assembleNotifications(engine: Engine): NotificationStore {
  return {
    webhooks: {
      get: (id) => engine.read('getWebhook', { id }),
      list: (workspaceId) => engine.read('listWebhooks', { workspaceId }),
      enabled: () => engine.read('enabledWebhooks', undefined),
      create: (endpoint, secret, limit, audit) =>
        engine.write('createWebhook', { endpoint, secret, limit, audit }),
      change: (id, changes, audit) => engine.write('changeWebhook', { id, changes, audit }),
      remove: (id, audit) => engine.write('removeWebhook', { id, audit }),
      rotateSecret: (id, rotation, audit) =>
        engine.write('rotateWebhookSecret', { id, rotation, audit }),
    },
    deliveries: {
      untold: (limit) => engine.read('untoldEvents', { limit }),
      fanOut: (moves, messages, deliveries) =>
        engine.write('fanOut', { moves, messages, deliveries }),
      skipToEnd: () => engine.write('skipToEnd', undefined),
      enqueue: (messages, deliveries, audit) =>
        engine.write('enqueueDeliveries', { messages, deliveries, audit }),
      areDue: (now) => engine.read('areDeliveriesDue', { now }),
      claim: (claim) => engine.write('claimDeliveries', claim),
      settle: (id, holder, settlement, audit) =>
        engine.write('settleDelivery', { id, holder, settlement, audit }),
      list: (endpointId, state, page) => engine.scan('listDeliveries', { endpointId, state, page }),
      get: (id) => engine.read('getDelivery', { id }),
      prune: (before) => engine.write('pruneDeliveries', { before }),
    },
    alerts: {
      get: (id) => engine.read('getAlertRule', { id }),
      list: (workspaceId) => engine.read('listAlertRules', { workspaceId }),
      create: (rule, watermarks, limit, audit) =>
        engine.write('createAlertRule', { rule, watermarks, limit, audit }),
      change: (rule, watermarks, audit) =>
        engine.write('changeAlertRule', { rule, watermarks, audit }),
      remove: (id, audit) => engine.write('removeAlertRule', { id, audit }),
      watermarks: (ruleId) => engine.read('alertWatermarks', { ruleId }),
      approaching: (workspaceId, after, until, limit) =>
        engine.scan('approachingCertificates', { workspaceId, after, until, limit }),
      standings: (workspaceId, now) => engine.scan('standings', { workspaceId, now }),
      raise: (raised, endpoints) => engine.write('raiseAlerts', { raised, endpoints }),
      waitForMail: (ruleId) => engine.read('alertsWaitForMail', { ruleId }),
      beginMail: (ruleId, lease) => engine.write('beginAlertMail', { ruleId, lease }),
      mailed: (ruleId, upTo, at) => engine.write('alertMailed', { ruleId, upTo, at }),
      prune: (before) => engine.write('pruneNotices', { before }),
      notices: (workspaceId, limit) => engine.scan('recentNotices', { workspaceId, limit }),
    },
    expiry: {
      days: (filter) => engine.scan('expiryDays', { filter }),
      list: (filter, page) => engine.scan('listExpiring', { filter, page }),
    },
    calendars: {
      findByHash: (tokenHash) => engine.read('findCalendarFeed', { tokenHash }),
      of: (workspaceId, userId) => engine.read('calendarFeedOf', { workspaceId, userId }),
      put: (feed, audit) => engine.write('putCalendarFeed', { feed, audit }),
      remove: (workspaceId, userId, audit) =>
        engine.write('removeCalendarFeed', { workspaceId, userId, audit }),
      touch: (id, at) => engine.write('touchCalendarFeed', { id, at }),
    },
  }
}
