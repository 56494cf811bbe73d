import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function AcceptInvitationPage(): ReactNode {
  const { t } = useTexts('access')
  return <PageHeader title={t('title')} />
}
