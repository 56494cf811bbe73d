import type { members as english } from '../en/members.ts'
import type { Same } from '../tree.ts'

export const members: Same<typeof english> = {
  title: 'Členové',
}
