import type { TextTree } from '../tree.ts'

export const access = {
  title: 'Sign-in',
} satisfies TextTree
