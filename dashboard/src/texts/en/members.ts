import type { TextTree } from '../tree.ts'

export const members = {
  title: 'Members',
} satisfies TextTree
