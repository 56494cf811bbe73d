import type { overview as english } from '../en/overview.ts'
import type { Same } from '../tree.ts'

export const overview: Same<typeof english> = {
  title: 'Übersicht',
}
