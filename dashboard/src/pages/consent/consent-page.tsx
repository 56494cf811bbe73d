import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function ConsentPage(): ReactNode {
  const { t } = useTexts('consent')
  return <PageHeader title={t('title')} />
}
