import type { TextTree } from '../tree.ts'

export const certificates = {
  title: 'Certificates',
} satisfies TextTree
