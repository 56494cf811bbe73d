import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function SettingsPage(): ReactNode {
  const { t } = useTexts('settings')
  return <PageHeader title={t('title')} />
}
