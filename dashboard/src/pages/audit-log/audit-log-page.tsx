import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function AuditLogPage(): ReactNode {
  const { t } = useTexts('auditLog')
  return <PageHeader title={t('title')} />
}
