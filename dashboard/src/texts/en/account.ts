import type { TextTree } from '../tree.ts'

export const account = {
  title: 'Account',
} satisfies TextTree
