import { KeyRound, Plug } from 'lucide-react'
import { useState } from 'react'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Pill } from '../../kit/pill.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { Section } from './section.tsx'
import { summaryOf } from './summary.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'
import type { Column } from '../../kit/data-table.tsx'

type Grant = Output<'listOAuthGrants'>['grants'][number]

/** Programs with access, each of which can be shut out. */
export function Grants(): ReactNode {
  const { t } = useTexts('oauthClients')
  const { id: workspaceId, role } = useWorkspace()
  const grants = useRead('listOAuthGrants', { path: { workspaceId } })
  const [ending, setEnding] = useState<Grant>()
  const end = useAct('endOAuthGrant', {
    refreshes: ['listOAuthGrants'],
    toastsErrors: true,
    onDone: () => {
      toast.success(t('grants.ended', { name: ending?.client_name ?? '' }))
      setEnding(undefined)
    },
  })
  const columns = useColumns(setEnding)
  return (
    <Section
      title={t('grants.title')}
      description={t(role === 'member' ? 'grants.ownOnly' : 'grants.everybody')}
    >
      {grants.error ? (
        <ErrorState error={grants.error} onRetry={() => void grants.refetch()} />
      ) : (
        <DataTable
          label={t('grants.title')}
          columns={columns}
          rows={grants.data?.grants}
          rowKey={({ id }) => id}
          rowLabel={({ client_name: name }) => name}
          expectedRows={3}
          empty={
            <EmptyState icon={Plug} title={t('grants.empty')}>
              {t('grants.emptyText')}
            </EmptyState>
          }
        />
      )}
      <ConfirmDialog
        open={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t('grants.endTitle', { name: ending?.client_name ?? '' })}
        action={t('grants.end')}
        danger
        busy={end.isPending}
        onConfirm={() => {
          if (ending) end.mutate({ path: { workspaceId, grantId: ending.id } })
        }}
      >
        {t('grants.endText')}
      </ConfirmDialog>
    </Section>
  )
}

function useColumns(onEnd: (grant: Grant) => void): readonly Column<Grant>[] {
  const { t } = useTexts('oauthClients')
  const { t: word } = useTexts('consent')
  return [
    {
      id: 'program',
      header: t('grants.program'),
      cell: (grant) => <span className="font-medium break-words">{grant.client_name}</span>,
    },
    { id: 'user', header: t('grants.user'), hideBelow: 'md', cell: ({ user }) => user.email },
    {
      id: 'resource',
      header: t('grants.resource'),
      hideBelow: 'sm',
      cell: ({ resource }) => <Pill>{t(`resource.${resource}`)}</Pill>,
    },
    {
      id: 'permissions',
      header: t('grants.permissions'),
      cell: (grant) => (
        <span className="flex flex-col items-start gap-1">
          {summaryOf(grant.permissions).map(({ permissions, count }) => (
            <span key={permissions.join(' ')}>
              {t('grants.onAuthorities', {
                list: permissions.map((permission) => word(permission)).join(', '),
                count,
              })}
            </span>
          ))}
          {grant.may_return_private_keys && (
            <Pill tone="warn" icon={KeyRound}>
              {t('grants.keys')}
            </Pill>
          )}
        </span>
      ),
    },
    {
      id: 'since',
      header: t('grants.since'),
      hideBelow: 'lg',
      cell: (grant) => <Time at={grant.created_at} show="date" />,
    },
    {
      id: 'lastUsed',
      header: t('grants.lastUsed'),
      hideBelow: 'md',
      cell: ({ last_used_at: at }) => (at === null ? t('grants.never') : <Time at={at} />),
    },
    {
      id: 'actions',
      header: t('grants.actions'),
      headerHidden: true,
      align: 'end',
      cell: (grant) => (
        <Button
          size="sm"
          look="danger-quiet"
          aria-label={`${t('grants.end')}: ${grant.client_name}`}
          onClick={() => onEnd(grant)}
        >
          {t('grants.end')}
        </Button>
      ),
    },
  ]
}
