import { Lock } from 'lucide-react'
import { PageHeader } from '../../kit/page-header.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { AuditTrail } from './audit-trail.tsx'
import type { ReactNode } from 'react'

/** What was done in the workspace; for those who answer for it. */
export function AuditLogPage(): ReactNode {
  const { t } = useTexts('auditLog')
  const { role, id } = useWorkspace()
  if (role === 'member') {
    return (
      <>
        <PageHeader title={t('title')} description={t('intro')} />
        <EmptyState icon={Lock} title={t('forAdmins')}>
          {t('forAdminsText')}
        </EmptyState>
      </>
    )
  }
  return <AuditTrail header={{ title: t('title'), description: t('intro') }} workspaceId={id} />
}
