import { BellRing, MoreHorizontal, Pencil, Plus, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useAct, useRead } from '../../api/queries.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Menu } from '../../kit/menu.tsx'
import { StatusPill } from '../../kit/pill.tsx'
import { EmptyState, ErrorState, Notice } from '../../kit/states.tsx'
import { toast } from '../../kit/toast.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { AlertForm } from './alert-form.tsx'
import { Notices } from './notices.tsx'
import type { ReactNode } from 'react'
import type { Alert } from './types.ts'

/** Who is warned of what, and the warnings that there were. */
export function AlertsTab(): ReactNode {
  const { t, rich } = useTexts('webhooks')
  const workspace = useWorkspace()
  const path = { workspaceId: workspace.id }
  const read = useRead('listAlerts', { path })
  // `new`, or the one that is changed.
  const [form, setForm] = useState<Alert | 'new'>()
  const [removing, setRemoving] = useState<Alert>()
  const test = useAct('testAlert', {
    toastsErrors: true,
    refreshes: ['listAlerts'],
    onDone: () => toast.success(t('alerts.tested')),
  })
  const remove = useAct('removeAlert', {
    refreshes: ['listAlerts'],
    toastsErrors: true,
    onDone: () => setRemoving(undefined),
  })
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { alerts, notices, mailIsConfigured } = read.data ?? {}
  const reason = workspace.role === 'member' ? t('forAdmins') : undefined
  const add = (isFirst: boolean): ReactNode => (
    <Button
      look="primary"
      icon={<Plus aria-hidden className="size-4" />}
      disabledReason={reason}
      onClick={() => setForm('new')}
    >
      {t(isFirst ? 'alerts.recommended' : 'alerts.add')}
    </Button>
  )
  const testReason = ({ recipients }: Alert): string | undefined =>
    reason ??
    (mailIsConfigured === false
      ? t('alerts.mailReason')
      : recipients.length === 0
        ? t('alerts.noRecipientsReason')
        : undefined)
  return (
    <div className="flex flex-col gap-4">
      {mailIsConfigured === false && (
        <Notice tone="warn" title={t('alerts.mailMissing')}>
          {rich('alerts.mailMissingText', {
            code: (part) => <code className="font-mono text-sm">{part}</code>,
          })}
        </Notice>
      )}
      {alerts?.length !== 0 && <div className="flex justify-end">{add(false)}</div>}
      <DataTable
        label={t('tabs.alerts')}
        rows={alerts}
        rowKey={({ id }) => id}
        expectedRows={3}
        columns={[
          {
            id: 'name',
            header: t('alerts.columns.name'),
            className: 'min-w-32 lg:min-w-48',
            cell: (row) => (
              <>
                <span className="block font-medium wrap-anywhere">{row.name}</span>
                <span className="mt-1 flex flex-col items-start gap-1 sm:hidden">
                  <Recipients alert={row} />
                  <AlertState alert={row} />
                </span>
              </>
            ),
          },
          {
            id: 'watches',
            header: t('alerts.columns.watches'),
            hideBelow: 'md',
            cell: ({ watches }) => watches.map((one) => t(`alerts.watched.${one}`)).join(', '),
          },
          {
            id: 'when',
            header: t('alerts.columns.when'),
            className: 'whitespace-nowrap tabular-nums',
            hideBelow: 'sm',
            cell: ({ days_before }) => days_before.join(', '),
          },
          {
            id: 'recipients',
            header: t('alerts.columns.recipients'),
            hideBelow: 'sm',
            cell: (row) => <Recipients alert={row} />,
          },
          {
            id: 'state',
            header: t('alerts.columns.state'),
            hideBelow: 'sm',
            cell: (row) => <AlertState alert={row} />,
          },
          {
            id: 'actions',
            header: t('alerts.columns.actions'),
            headerHidden: true,
            align: 'end',
            cell: (row) => (
              <Menu
                trigger={
                  <IconButton label={`${t('alerts.columns.actions')}: ${row.name}`} size="sm">
                    <MoreHorizontal aria-hidden />
                  </IconButton>
                }
                sections={[
                  {
                    items: [
                      {
                        id: 'edit',
                        label: t('actions.edit'),
                        icon: <Pencil />,
                        disabledReason: reason,
                        onSelect: () => setForm(row),
                      },
                      {
                        id: 'test',
                        label: t('alerts.test'),
                        icon: <Send />,
                        disabledReason: testReason(row),
                        onSelect: () => test.mutate({ path: { ...path, alertId: row.id } }),
                      },
                      {
                        id: 'remove',
                        label: t('actions.remove'),
                        icon: <Trash2 />,
                        danger: true,
                        disabledReason: reason,
                        onSelect: () => setRemoving(row),
                      },
                    ],
                  },
                ]}
              />
            ),
          },
        ]}
        empty={
          <EmptyState icon={BellRing} title={t('alerts.emptyTitle')} actions={add(true)}>
            {t('alerts.emptyText')}
          </EmptyState>
        }
      />
      {notices && alerts && alerts.length > 0 && <Notices notices={notices} />}
      <AlertForm
        open={form !== undefined}
        alert={form === 'new' ? undefined : form}
        onClose={() => setForm(undefined)}
      />
      <ConfirmDialog
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('alerts.removeTitle')}
        action={t('actions.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => {
          if (removing) remove.mutate({ path: { ...path, alertId: removing.id } })
        }}
      >
        <p>{t('alerts.removeText', { name: removing?.name ?? '' })}</p>
      </ConfirmDialog>
    </div>
  )
}

function AlertState({ alert: { enabled } }: { alert: Alert }): ReactNode {
  const { t } = useTexts('webhooks')
  return (
    <StatusPill status={enabled ? 'active' : 'disabled'}>{t(enabled ? 'on' : 'off')}</StatusPill>
  )
}

function Recipients({ alert }: { alert: Alert }): ReactNode {
  const { t } = useTexts('webhooks')
  const { recipients, digest, last_mailed_at } = alert
  if (recipients.length === 0)
    return <span className="text-ink-faint">{t('alerts.noRecipients')}</span>
  return (
    <>
      <span className="block wrap-anywhere">{recipients.join(', ')}</span>
      <span className="block text-xs text-ink-faint">
        {t(digest ? 'alerts.daily' : 'alerts.atOnce')}
        {last_mailed_at !== null && (
          <>
            {' · '}
            <Time at={last_mailed_at} words={(when) => t('alerts.lastMailed', { when })} />
          </>
        )}
      </span>
    </>
  )
}
