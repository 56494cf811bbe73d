import type { TextTree } from '../tree.ts'

export const workspaces = {
  title: 'Workspaces',
} satisfies TextTree
