import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Addresses } from './addresses.tsx'
import { Clients } from './clients.tsx'
import { Grants } from './grants.tsx'
import type { ReactNode } from 'react'

/** Who was let in, and the clients that this workspace made for its own server applications. */
export function OAuthClientsPage(): ReactNode {
  const { t } = useTexts('oauthClients')
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      <div className="flex flex-col gap-8">
        <Grants />
        <Clients />
        <Addresses />
      </div>
    </>
  )
}
