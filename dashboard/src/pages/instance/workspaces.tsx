import { useQueryClient } from '@tanstack/react-query'
import { Building2 } from 'lucide-react'
import { useAct, useRead } from '../../api/queries.ts'
import { sessionOptions } from '../../api/session.ts'
import { DataTable } from '../../kit/data-table.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

type Workspace = Output<'listInstanceWorkspaces'>['workspaces'][number]
const PLANS = ['free', 'pro'] as const

/** Every workspace, and the plan of each. */
export function Workspaces(): ReactNode {
  const { t } = useTexts('instance')
  const { data, error, refetch } = useRead('listInstanceWorkspaces', {})
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <DataTable
      label={t('tabs.workspaces')}
      rows={data?.workspaces}
      rowKey={({ id }) => id}
      expectedRows={3}
      empty={<EmptyState icon={Building2} title={t('workspaces.none')} />}
      columns={[
        {
          id: 'name',
          header: t('workspaces.name'),
          cell: ({ name, slug, archived_at: archived }) => (
            <span className="block min-w-0">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                <span className="break-words">{name}</span>
                {archived !== null && <Pill>{t('workspaces.deleted')}</Pill>}
              </span>
              {archived === null && (
                <span className="block font-mono text-xs break-all text-ink-faint">{slug}</span>
              )}
            </span>
          ),
        },
        {
          id: 'plan',
          header: t('workspaces.plan'),
          className: 'w-32',
          cell: (workspace) => <PlanChoice workspace={workspace} />,
        },
        {
          id: 'members',
          header: t('workspaces.members'),
          align: 'end',
          hideBelow: 'sm',
          cell: ({ members }) => members,
        },
        {
          id: 'cas',
          header: t('workspaces.cas'),
          align: 'end',
          hideBelow: 'md',
          cell: ({ cas }) => cas,
        },
        {
          id: 'keys',
          header: t('workspaces.keys'),
          align: 'end',
          hideBelow: 'md',
          cell: (workspace) => workspace.api_keys,
        },
        {
          id: 'created',
          header: t('workspaces.created'),
          hideBelow: 'lg',
          cell: (workspace) => <Time at={workspace.created_at} show="date" />,
        },
      ]}
    />
  )
}

function PlanChoice({ workspace }: { workspace: Workspace }): ReactNode {
  const { t } = useTexts('instance')
  const queries = useQueryClient()
  const { id, name, plan } = workspace
  const change = useAct('changeWorkspacePlan', {
    refreshes: ['listInstanceWorkspaces'],
    toastsErrors: true,
    onDone: (_, { body }) => {
      toast.success(t('workspaces.changed', { name, plan: t(`workspaces.plans.${body.plan}`) }))
      void queries.invalidateQueries(sessionOptions)
    },
  })
  if (workspace.archived_at !== null) return t(`workspaces.plans.${plan}`)
  return (
    <Select
      size="sm"
      aria-label={t('workspaces.planOf', { name })}
      value={plan}
      onChange={(wanted) => change.mutate({ path: { id }, body: { plan: wanted } })}
      options={PLANS.map((value) => ({ value, label: t(`workspaces.plans.${value}`) }))}
    />
  )
}
