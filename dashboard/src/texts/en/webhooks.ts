import type { TextTree } from '../tree.ts'

export const webhooks = {
  title: 'Webhooks & Alerts',
} satisfies TextTree
