import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function JobsPage(): ReactNode {
  const { t } = useTexts('jobs')
  return <PageHeader title={t('title')} />
}
