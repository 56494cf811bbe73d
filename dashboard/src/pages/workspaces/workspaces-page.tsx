import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function WorkspacesPage(): ReactNode {
  const { t } = useTexts('workspaces')
  return <PageHeader title={t('title')} />
}
