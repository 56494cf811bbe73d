import type { TextTree } from '../tree.ts'

export const settings = {
  title: 'Settings',
} satisfies TextTree
