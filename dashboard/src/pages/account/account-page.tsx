import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function AccountPage(): ReactNode {
  const { t } = useTexts('account')
  return <PageHeader title={t('title')} />
}
