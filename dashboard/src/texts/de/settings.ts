import type { settings as english } from '../en/settings.ts'
import type { Same } from '../tree.ts'

export const settings: Same<typeof english> = {
  title: 'Einstellungen',
}
