import type { TextTree } from '../tree.ts'

export const keyLink = {
  title: 'Private key',
} satisfies TextTree
