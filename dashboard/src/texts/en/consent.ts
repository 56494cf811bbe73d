import type { TextTree } from '../tree.ts'

export const consent = {
  title: 'Access request',
} satisfies TextTree
