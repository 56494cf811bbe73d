import type { authorities as english } from '../en/authorities.ts'
import type { Same } from '../tree.ts'

export const authorities: Same<typeof english> = {
  title: 'Certifikační autority',
}
