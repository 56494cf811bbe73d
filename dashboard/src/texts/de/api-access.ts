import type { apiAccess as english } from '../en/api-access.ts'
import type { Same } from '../tree.ts'

export const apiAccess: Same<typeof english> = {
  title: 'API-/MCP-Zugriff',
}
