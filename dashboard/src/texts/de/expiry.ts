import type { expiry as english } from '../en/expiry.ts'
import type { Same } from '../tree.ts'

export const expiry: Same<typeof english> = {
  title: 'Ablauf',
}
