import type { TextTree } from '../tree.ts'

export const authorities = {
  title: 'Certificate Authorities',
} satisfies TextTree
