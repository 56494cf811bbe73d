import type { oauthClients as english } from '../en/oauth-clients.ts'
import type { Same } from '../tree.ts'

export const oauthClients: Same<typeof english> = {
  title: 'Klienti OAuth',
}
