import type { keyLink as english } from '../en/key-link.ts'
import type { Same } from '../tree.ts'

export const keyLink: Same<typeof english> = {
  title: 'Privater Schlüssel',
}
