import type { auditLog as english } from '../en/audit-log.ts'
import type { Same } from '../tree.ts'

export const auditLog: Same<typeof english> = {
  title: 'Audit-Log',
}
