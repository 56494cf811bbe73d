import { useRead } from '../../api/queries.ts'
import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { Addresses } from './addresses.tsx'
import { Clients } from './clients.tsx'
import { Grants } from './grants.tsx'
import type { ReactNode } from 'react'

/** Who was let in, and the clients that this workspace made for its own server applications. */
export function OAuthClientsPage(): ReactNode {
  const { t } = useTexts('oauthClients')
  const { id: workspaceId } = useWorkspace()
  // Both lists at once; but below one that is on its way nothing stands yet: it would move.
  const grants = useRead('listOAuthGrants', { path: { workspaceId } })
  const clients = useRead('listOAuthClients', { path: { workspaceId } })
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      <div className="flex flex-col gap-8">
        <Grants />
        {!grants.isPending && <Clients />}
        {!grants.isPending && !clients.isPending && <Addresses />}
      </div>
    </>
  )
}
