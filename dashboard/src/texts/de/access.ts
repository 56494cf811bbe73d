import type { access as english } from '../en/access.ts'
import type { Same } from '../tree.ts'

export const access: Same<typeof english> = {
  title: 'Anmeldung',
}
