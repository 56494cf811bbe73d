import type { TextTree } from '../tree.ts'

export const instance = {
  title: 'Instance',
} satisfies TextTree
