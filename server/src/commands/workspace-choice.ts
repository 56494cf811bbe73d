import type { Store } from '../store/store.ts'
import type { Workspace } from '../pki/workspace.ts'
import { Refusal } from './refusal.ts'

/** @param slug may be left out where there is only one workspace */
export async function chooseWorkspace(
  store: Pick<Store, 'workspaces'>,
  slug: string | undefined,
): Promise<Workspace> {
  const all = await store.workspaces.list()
  const known = all.map((workspace) => workspace.slug).join(', ')
  if (slug !== undefined) {
    const found = all.find((workspace) => workspace.slug === slug)
    if (found) return found
    throw new Refusal(
      `there is no workspace "${slug}"`,
      known ? `there are: ${known}` : 'create one with: workspace create',
    )
  }
  const [only, ...others] = all
  if (only === undefined)
    throw new Refusal('there is no workspace yet', 'create one with: workspace create')
  if (others.length > 0)
    throw new Refusal('there are several workspaces', `name one with --workspace: ${known}`)
  return only
}
