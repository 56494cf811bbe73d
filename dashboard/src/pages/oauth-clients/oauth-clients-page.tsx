import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function OAuthClientsPage(): ReactNode {
  const { t } = useTexts('oauthClients')
  return <PageHeader title={t('title')} />
}
