import type { TextTree } from '../tree.ts'

export const jobs = {
  title: 'Jobs',
} satisfies TextTree
