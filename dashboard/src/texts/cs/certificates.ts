import type { certificates as english } from '../en/certificates.ts'
import type { Same } from '../tree.ts'

export const certificates: Same<typeof english> = {
  title: 'Certifikáty',
}
