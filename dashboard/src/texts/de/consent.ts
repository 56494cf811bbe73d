import type { consent as english } from '../en/consent.ts'
import type { Same } from '../tree.ts'

export const consent: Same<typeof english> = {
  title: 'Zugriffsanfrage',
}
