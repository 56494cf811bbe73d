import type { Output } from '../../api/call.ts'
import type { Day } from './days.ts'

export type Expiring = Output<'listExpiring'>['certificates'][number]
export type ExpiringAuthority = Output<'countExpiring'>['authorities'][number]

/** What every view of the page is narrowed to. */
export interface Narrowed {
  readonly workspaceId: string
  readonly caId: string
  readonly replaced: boolean
  /** Opens the list of some days. */
  readonly openDays: (from: Day, to: Day) => void
}

/** The query of a range of days. */
export function rangeQuery(
  { caId }: Pick<Narrowed, 'caId'>,
  from: Day,
  to: Day,
): { readonly from: string; readonly to: string; readonly caId?: string } {
  return { from, to, ...(caId !== '' && { caId }) }
}
