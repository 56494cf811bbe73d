import { setTimeout as delay } from 'node:timers/promises'
import { openSetting } from './_setting.ts'
import { WebhookDeliverer } from './deliver.ts'
import { WebhookTeller } from './tell-webhooks.ts'

// A server of nothing but webhooks, for a test to kill: it never ends by itself.
const setting = await openSetting(process.argv[2])
const teller = new WebhookTeller(setting.context)
const deliverer = new WebhookDeliverer(setting.context, {
  holder: String(process.pid),
  chance: Math.random,
  failed: (error) => {
    throw error
  },
})
for (;;) {
  setting.clock.now = Date.now()
  await teller.round()
  await deliverer.round()
  await delay(10)
}
