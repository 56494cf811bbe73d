import type { TextTree } from '../tree.ts'

export const overview = {
  title: 'Overview',
} satisfies TextTree
