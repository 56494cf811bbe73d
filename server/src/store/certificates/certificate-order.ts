import type { CertificateOrder } from './certificate-store.ts'

export const NEWEST_FIRST: CertificateOrder = { by: 'created', descending: true }

/** The columns that an order compares, the internal number last: as the walked index has them, where one does. */
const COLUMNS = {
  created: ['listed_at', 'seq'],
  expires: ['not_after', 'listed_at', 'seq'],
  name: ['search_name', 'not_after', 'seq'],
} as const satisfies Record<CertificateOrder['by'], readonly string[]>

/** What a query of `certificates c` selects so that the order can be told from its rows. */
export function orderColumns({ by }: CertificateOrder): string {
  return COLUMNS[by].map((column) => `c.${column}`).join(', ')
}

/** @param prefix `c.` where the rows are of `certificates c` */
export function orderBy({ by, descending }: CertificateOrder, prefix = ''): string {
  const direction = descending ? ' desc' : ''
  return `order by ${COLUMNS[by].map((column) => `${prefix}${column}${direction}`).join(', ')}`
}
