import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function InstancePage(): ReactNode {
  const { t } = useTexts('instance')
  return <PageHeader title={t('title')} />
}
