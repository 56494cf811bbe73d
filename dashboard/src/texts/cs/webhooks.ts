import type { webhooks as english } from '../en/webhooks.ts'
import type { Same } from '../tree.ts'

export const webhooks: Same<typeof english> = {
  title: 'Webhooky a upozornění',
}
