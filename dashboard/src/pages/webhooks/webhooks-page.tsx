import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function WebhooksPage(): ReactNode {
  const { t } = useTexts('webhooks')
  return <PageHeader title={t('title')} />
}
