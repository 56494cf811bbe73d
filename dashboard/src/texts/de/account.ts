import type { account as english } from '../en/account.ts'
import type { Same } from '../tree.ts'

export const account: Same<typeof english> = {
  title: 'Konto',
}
