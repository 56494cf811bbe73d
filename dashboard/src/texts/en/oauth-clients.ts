import type { TextTree } from '../tree.ts'

export const oauthClients = {
  title: 'OAuth Clients',
} satisfies TextTree
