import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function MembersPage(): ReactNode {
  const { t } = useTexts('members')
  return <PageHeader title={t('title')} />
}
