import type { Workspace } from '../pki/workspace.ts'
import type { NotificationContext } from './context.ts'

/** Where the dashboard shows what expires. */
export function expiryPage(
  { baseUrl }: Pick<NotificationContext, 'baseUrl'>,
  { slug }: Pick<Workspace, 'slug'>,
): string {
  return `${baseUrl()}/w/${slug}/expiry`
}
