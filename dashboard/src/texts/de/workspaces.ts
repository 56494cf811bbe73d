import type { workspaces as english } from '../en/workspaces.ts'
import type { Same } from '../tree.ts'

export const workspaces: Same<typeof english> = {
  title: 'Arbeitsbereiche',
}
