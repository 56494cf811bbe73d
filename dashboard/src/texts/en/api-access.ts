import type { TextTree } from '../tree.ts'

export const apiAccess = {
  title: 'API / MCP Access',
} satisfies TextTree
