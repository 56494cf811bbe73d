import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function ApiAccessPage(): ReactNode {
  const { t } = useTexts('apiAccess')
  return <PageHeader title={t('title')} />
}
