import { call } from '../../../api/call.ts'
import { listQueryOf } from './list-state.ts'
import type { ListedCertificate } from '../types.ts'
import type { ListState } from './list-state.ts'

/** What a job takes at most. */
export const MOST_CHOSEN = 2000
const AT_ONCE = 100

/** Everything that the list finds, as far as one job can take it. */
export async function everyListed(
  workspaceId: string,
  state: ListState,
): Promise<readonly ListedCertificate[]> {
  const found: ListedCertificate[] = []
  for (let page = 1; found.length < MOST_CHOSEN; page += 1) {
    const query = { ...listQueryOf(state), page, pageSize: AT_ONCE }
    const { certificates } = await call('listCertificates', { path: { workspaceId }, query })
    found.push(...certificates)
    if (certificates.length < AT_ONCE) break
  }
  return found.slice(0, MOST_CHOSEN)
}
