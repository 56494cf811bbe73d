import { Lock, Plus, Webhook as WebhookIcon } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { WebhookState } from './standing.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { WebhookDrawer } from './webhook-drawer.tsx'
import { WebhookForm } from './webhook-form.tsx'
import type { ReactNode } from 'react'
import type { Webhook } from './types.ts'

/** No webhook is open, and nothing of its deliveries. */
const CLOSED = { webhook: '', state: '', page: '1', delivery: '' }

/** Endpoints, and from each the way to what was sent to it. */
export function EndpointsTab(): ReactNode {
  const { t } = useTexts('webhooks')
  const workspace = useWorkspace()
  const mayLook = workspace.role !== 'member'
  const [{ webhook: opened }, setState] = useUrlState(CLOSED)
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string>()
  const path = { workspaceId: workspace.id }
  const read = useRead(
    'listWebhooks',
    { path },
    {
      enabled: mayLook,
      // While somebody watches its deliveries, the line behind them keeps up.
      every: opened === '' ? 15_000 : 3_000,
    },
  )
  if (!mayLook) {
    return (
      <EmptyState icon={Lock} title={t('membersTitle')}>
        {t('membersText')}
      </EmptyState>
    )
  }
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const webhooks = read.data?.webhooks
  const open = (id: string): void => setState({ webhook: id }, true)
  const add = (
    <Button
      look="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setAdding(true)}
    >
      {t('add')}
    </Button>
  )
  return (
    <>
      {webhooks?.length !== 0 && <div className="mb-3 flex justify-end">{add}</div>}
      <DataTable
        label={t('tabs.endpoints')}
        rows={webhooks}
        rowKey={(row) => row.id}
        onOpen={(row) => open(row.id)}
        expectedRows={3}
        columns={[
          {
            id: 'address',
            header: t('columns.address'),
            className: 'max-w-0 w-full',
            cell: (row) => <Address webhook={row} onOpen={() => open(row.id)} />,
          },
          {
            id: 'events',
            header: t('columns.events'),
            hideBelow: 'md',
            className: 'whitespace-nowrap',
            cell: ({ events }) =>
              events.length === 0 ? t('allEvents') : t('someEvents', { count: events.length }),
          },
          {
            id: 'lastSuccess',
            header: t('columns.lastSuccess'),
            hideBelow: 'sm',
            className: 'whitespace-nowrap',
            cell: ({ last_success_at }) =>
              last_success_at === null ? (
                <span className="text-ink-faint">{t('never')}</span>
              ) : (
                <Time at={last_success_at} />
              ),
          },
          {
            id: 'state',
            header: t('columns.state'),
            cell: (row) => <WebhookState webhook={row} />,
          },
        ]}
        empty={
          <EmptyState icon={WebhookIcon} title={t('emptyTitle')} actions={add}>
            {t('emptyText')}
          </EmptyState>
        }
      />
      <WebhookForm
        open={adding}
        eventTypes={read.data?.eventTypes ?? []}
        onClose={() => setAdding(false)}
        onSecret={setSecret}
      />
      <WebhookDrawer
        webhook={webhooks?.find(({ id }) => id === opened)}
        eventTypes={read.data?.eventTypes ?? []}
        onSecret={setSecret}
        onClose={() => setState(CLOSED)}
      />
      <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />
    </>
  )
}

function Address({ webhook, onOpen }: { webhook: Webhook; onOpen: () => void }): ReactNode {
  const { t } = useTexts('webhooks')
  return (
    <>
      <button
        type="button"
        onClick={onOpen}
        aria-label={t('open', { name: webhook.description || webhook.url })}
        className="block max-w-full truncate rounded-sm text-start font-medium text-ink hover:underline"
      >
        {webhook.description || webhook.url}
      </button>
      {webhook.description !== '' && (
        <span className="block truncate font-mono text-xs text-ink-faint">{webhook.url}</span>
      )}
    </>
  )
}
