import type { instance as english } from '../en/instance.ts'
import type { Same } from '../tree.ts'

export const instance: Same<typeof english> = {
  title: 'Instanz',
}
