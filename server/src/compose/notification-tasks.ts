import { randomUUID } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import type { Mailer } from '../access/mailer.ts'
import type { Instance } from '../compose.ts'
import type { Secrets } from '../config/secrets.ts'
import { randomBytes } from '../keys/crypto.ts'
import type { NotificationContext } from '../notifications/context.ts'
import { WebhookDeliverer } from '../notifications/deliver.ts'
import type { Network } from '../notifications/destination.ts'
import { invitationLetter, trialLetter } from '../notifications/letters.ts'
import { mailAlerts } from '../notifications/mail-alerts.ts'
import { createLetterbox, type Letterbox } from '../notifications/mail.ts'
import { createPost } from '../notifications/post.ts'
import { raiseAlerts } from '../notifications/raise-alerts.ts'
import { WebhookTeller } from '../notifications/tell-webhooks.ts'
import { holdSealing } from '../store/sealing-lock.ts'
import { Timetable, type Task } from '../schedule/timetable.ts'
import { backgroundTaskFailed } from '../telemetry/events.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const WAITING_LIFE = 7 * DAY
const ENDED_LIFE = 30 * DAY

const NETWORK: Network = {
  resolve: async (hostname) => {
    const found = await lookup(hostname, { all: true })
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
  },
  ownAddresses: () =>
    Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address)),
}

/** @param baseUrl where people reach this server; the port is known only after listening */
export function notificationContext(
  { store, clock, keys, config }: Instance,
  secrets: Secrets,
  baseUrl: () => string,
): NotificationContext {
  return {
    store,
    now: () => clock.now(),
    random: randomBytes,
    randomUuid: randomUUID,
    sealing: {
      seal: (name, octets) => keys.sealSecret(name, octets),
      open: (name, sealed) => keys.openSecret(name, sealed),
      hold: () => holdSealing(config.dataDirectory),
    },
    reach: config.webhookNetworks,
    network: NETWORK,
    post: createPost(config.webhookNetworks, NETWORK),
    letterbox: createLetterbox(secrets.smtpUrl, config.mailFrom),
    baseUrl,
  }
}

/** What `access` wants written, as letters. */
export function mailerOf(letterbox: Letterbox): Mailer {
  return {
    isConfigured: letterbox.isConfigured,
    sendInvitation: (mail) => letterbox.send(invitationLetter(mail, mail.link.reveal())),
    sendTest: ({ to, language }) => letterbox.send(trialLetter(to, language)),
  }
}

/** Begins what is done again and again. @param resources ends it */
export function beginNotifications(
  instance: Instance,
  context: NotificationContext,
  resources: AsyncDisposableStack,
): void {
  const tasks = notificationTasks(instance, context, resources)
  const { telemetry } = instance
  resources.use(
    new Timetable(tasks, (task, error) => backgroundTaskFailed(telemetry, { task, error })),
  )
}

/** Webhooks are told and delivered, warnings raised and written of. @param resources ends what is under way */
function notificationTasks(
  { ca, telemetry, store }: Instance,
  context: NotificationContext,
  resources: AsyncDisposableStack,
): Task[] {
  const teller = new WebhookTeller(context)
  const deliverer = resources.use(
    new WebhookDeliverer(context, {
      holder: ca.instanceName,
      chance: Math.random,
      failed: (error) => backgroundTaskFailed(telemetry, { task: 'deliver webhooks', error }),
    }),
  )
  const { deliveries, alerts } = store.notifications
  return [
    { name: 'tell webhooks', first: 0, every: 1_000, run: (end) => teller.round(end) },
    {
      name: 'deliver webhooks',
      first: 0,
      every: 500,
      run: async () => {
        await deliverer.round()
      },
    },
    { name: 'raise alerts', first: 15_000, every: 10 * MINUTE, run: () => raiseAlerts(context) },
    { name: 'mail alerts', first: 20_000, every: MINUTE, run: () => mailAlerts(context) },
    {
      name: 'prune notifications',
      every: 10 * MINUTE,
      run: async (end) => {
        const now = context.now()
        const before = { waiting: now - WAITING_LIFE, ended: now - ENDED_LIFE }
        while (!end.aborted && (await deliveries.prune(before)) > 0);
        while (!end.aborted && (await alerts.prune(now - ENDED_LIFE)) > 0);
      },
    },
  ]
}
