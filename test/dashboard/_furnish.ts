import { personOf, type ConsoleSession } from '../_kit/console-session.ts'
import type { Places } from './_routes.ts'

/** Two years of a company, and a workspace that has nothing yet. */
export async function furnish(dashboard: ConsoleSession): Promise<{ full: Places; empty: Places }> {
  await dashboard.command('demo')
  await dashboard.call('POST', '/console/v1/workspaces', { name: 'Nothing Yet', slug: 'nothing' })
  const { workspaces } = await personOf(dashboard.url, dashboard.owner.session)
  const company = workspaces.find(({ slug }) => slug.startsWith('acme'))
  if (company === undefined) throw new Error('the demo made no workspace')
  const root = `/console/v1/workspaces/${company.id}`
  const { authorities } = (await dashboard.call('GET', `${root}/authorities`)).json
  const { certificates } = (await dashboard.call('GET', `${root}/certificates`)).json
  const issuing = authorities.find((one: { parent_ca_id: string | null }) => one.parent_ca_id)
  const ids = { authorityId: issuing.id, certificateId: certificates[0].id }
  return { full: { slug: company.slug, ...ids }, empty: { slug: 'nothing', ...ids } }
}
