import type { TextTree } from '../tree.ts'

export const expiry = {
  title: 'Expiry',
} satisfies TextTree
