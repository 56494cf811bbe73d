import { useRead } from '../../api/queries.ts'
import { DataTable } from '../../kit/data-table.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Select } from '../../kit/select.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { DeliveryDetail } from './delivery-detail.tsx'
import { DeliveryState } from './standing.tsx'
import type { ReactNode } from 'react'
import type { Delivery, Webhook } from './types.ts'

const STATES = ['pending', 'delivered', 'failed'] as const

/** What was sent and what is to be sent; one opens in its place. */
export function DeliveryLog({ webhook }: { webhook: Webhook }): ReactNode {
  const { t } = useTexts('webhooks')
  const workspace = useWorkspace()
  const [url, setUrl] = useUrlState({ state: '', page: '1', delivery: '' })
  const state = STATES.find((one) => one === url.state)
  const page = Math.max(1, Number(url.page) || 1)
  const read = useRead(
    'listWebhookDeliveries',
    {
      path: { workspaceId: workspace.id, webhookId: webhook.id },
      query: { page, ...(state && { state }) },
    },
    { keepPrevious: true, every: 3_000 },
  )
  if (url.delivery !== '') {
    return (
      <DeliveryDetail
        webhook={webhook}
        deliveryId={url.delivery}
        onBack={() => setUrl({ delivery: '' })}
      />
    )
  }
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  return (
    <section>
      <header className="mb-3 flex flex-wrap items-center gap-3">
        <h3 className="text-base font-semibold">{t('deliveries.title')}</h3>
        <p className="text-sm text-ink-faint">{t('deliveries.kept')}</p>
        <Select
          size="sm"
          className="ms-auto"
          aria-label={t('deliveries.filter')}
          value={state ?? ''}
          onChange={(next) => setUrl({ state: next, page: '1' })}
          options={[
            { value: '', label: t('deliveries.all') },
            ...STATES.map((value) => ({ value, label: t(`deliveries.states.${value}`) })),
          ]}
        />
      </header>
      <DataTable
        label={t('deliveries.title')}
        dense
        rows={read.data?.deliveries}
        rowKey={({ id }) => id}
        onOpen={({ id }) => setUrl({ delivery: id }, true)}
        expectedRows={4}
        columns={[
          {
            id: 'event',
            header: t('deliveries.columns.event'),
            cell: (row) => (
              <EventCell delivery={row} onOpen={() => setUrl({ delivery: row.id }, true)} />
            ),
          },
          {
            id: 'state',
            header: t('deliveries.columns.state'),
            cell: (row) => <DeliveryState delivery={row} />,
          },
          {
            id: 'answer',
            header: t('deliveries.columns.answer'),
            hideBelow: 'sm',
            cell: (row) => <Answer delivery={row} />,
          },
          {
            id: 'duration',
            header: t('deliveries.columns.duration'),
            align: 'end',
            hideBelow: 'md',
            className: 'whitespace-nowrap',
            cell: ({ duration_ms }) =>
              duration_ms === null ? '' : t('deliveries.milliseconds', { count: duration_ms }),
          },
          {
            id: 'when',
            header: t('deliveries.columns.when'),
            hideBelow: 'sm',
            className: 'whitespace-nowrap',
            cell: ({ created_at }) => <Time at={created_at} />,
          },
        ]}
        empty={
          <p className="rounded-lg border border-dashed px-4 py-8 text-center text-ink-soft">
            {t(state ? 'deliveries.emptyFiltered' : 'deliveries.empty')}
          </p>
        }
      />
      {read.data && read.data.total > read.data.pageSize && (
        <Pagination
          page={page}
          pageSize={read.data.pageSize}
          total={read.data.total}
          onPage={(next) => setUrl({ page: String(next) })}
        />
      )}
    </section>
  )
}

function EventCell({ delivery, onOpen }: { delivery: Delivery; onOpen: () => void }): ReactNode {
  const { t } = useTexts('webhooks')
  const { type, trigger } = delivery
  return (
    <span className="flex items-center gap-2">
      <button
        type="button"
        onClick={onOpen}
        aria-label={t('deliveries.show', { type })}
        className="rounded-sm font-mono text-sm text-ink hover:underline"
      >
        {type}
      </button>
      {trigger !== 'event' && <Pill>{t(`deliveries.triggers.${trigger}`)}</Pill>}
    </span>
  )
}

function Answer({ delivery }: { delivery: Delivery }): ReactNode {
  const { t } = useTexts('webhooks')
  const { response_status, attempted_at } = delivery
  if (attempted_at === null) return null
  if (response_status === null)
    return <span className="text-ink-soft">{t('deliveries.noAnswer')}</span>
  return <code className="font-mono text-sm">{response_status}</code>
}
