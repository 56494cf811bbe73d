import { Lock } from 'lucide-react'
import { useSession } from '../../api/session.ts'
import { PageHeader } from '../../kit/page-header.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { AuditTrail } from '../audit-log/audit-trail.tsx'
import { Backups } from './backups.tsx'
import { Health } from './health.tsx'
import { Users } from './users.tsx'
import { Workspaces } from './workspaces.tsx'
import type { ReactNode } from 'react'

const TABS = ['health', 'workspaces', 'users', 'backups', 'audit'] as const
type TabName = (typeof TABS)[number]

const CONTENTS: Readonly<Record<TabName, ReactNode>> = {
  health: <Health />,
  workspaces: <Workspaces />,
  users: <Users />,
  backups: <Backups />,
  audit: <AuditTrail workspaceId={null} />,
}

/** The whole server, for those who operate it. */
export function InstancePage(): ReactNode {
  const { t } = useTexts('instance')
  const { user } = useSession()
  const [state, setState] = useUrlState({ tab: 'health' })
  if (!user.isOperator) {
    return (
      <>
        <PageHeader title={t('title')} description={t('intro')} />
        <EmptyState icon={Lock} title={t('forOperators')}>
          {t('forOperatorsText')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      <Tabs<TabName>
        label={t('title')}
        value={TABS.find((tab) => tab === state.tab) ?? 'health'}
        onChange={(tab) => setState({ tab })}
        tabs={TABS.map((value) => ({
          value,
          label: t(`tabs.${value}`),
          content: CONTENTS[value],
        }))}
      />
    </>
  )
}
