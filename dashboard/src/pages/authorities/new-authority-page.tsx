import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function NewAuthorityPage(): ReactNode {
  const { t } = useTexts('authorities')
  return <PageHeader title={t('title')} />
}
