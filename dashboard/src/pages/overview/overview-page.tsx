import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function OverviewPage(): ReactNode {
  const { t } = useTexts('overview')
  return <PageHeader title={t('title')} />
}
