import type { TextTree } from '../tree.ts'

export const auditLog = {
  title: 'Audit Log',
} satisfies TextTree
