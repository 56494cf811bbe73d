import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function KeyLinkPage(): ReactNode {
  const { t } = useTexts('keyLink')
  return <PageHeader title={t('title')} />
}
