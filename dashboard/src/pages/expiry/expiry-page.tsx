import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function ExpiryPage(): ReactNode {
  const { t } = useTexts('expiry')
  return <PageHeader title={t('title')} />
}
