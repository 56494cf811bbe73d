import { Download, ScrollText } from 'lucide-react'
import { useState } from 'react'
import { addressOf } from '../../api/call.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { Menu } from '../../kit/menu.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useAuditColumns } from './audit-columns.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { EventDrawer } from './event-drawer.tsx'
import { queryOf, useAuditFilter, useAuditPages, type AuditEvent } from './use-audit.ts'
import { VerifyChain } from './verify-chain.tsx'
import type { ReactNode } from 'react'

/** Filters, the events they find, export and verification; of one workspace, or (null) of the whole instance. */
export function AuditTrail({
  header,
  workspaceId,
}: {
  header?: { readonly title: string; readonly description: string }
  workspaceId: string | null
}): ReactNode {
  const { t } = useTexts('auditLog')
  const [filter, setFilter] = useAuditFilter()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useAuditPages(
    workspaceId,
    filter,
  )
  const [opened, setOpened] = useState<AuditEvent>()
  const rows = data?.pages.flatMap(({ events }) => events)
  const columns = useAuditColumns()
  const actions = (
    <>
      <VerifyChain workspaceId={workspaceId} />
      <ExportMenu workspaceId={workspaceId} filter={filter} />
    </>
  )
  return (
    <>
      {header ? (
        <PageHeader {...header} actions={actions} />
      ) : (
        <div className="mb-4 flex flex-wrap justify-end gap-2">{actions}</div>
      )}
      <AuditFilters workspaceId={workspaceId} filter={filter} onChange={setFilter} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <DataTable
            label={t('title')}
            dense
            rows={rows}
            rowKey={(event) => `${event.at} ${event.action} ${event.subject} ${event.request_id}`}
            columns={columns}
            onOpen={setOpened}
            expectedRows={12}
            empty={
              <EmptyState icon={ScrollText} title={t('none')}>
                {t('noneText')}
              </EmptyState>
            }
          />
          {rows !== undefined && rows.length > 0 && (
            <div className="mt-4 flex justify-center">
              <Button
                busy={isFetchingNextPage}
                disabledReason={hasNextPage ? undefined : t('noMore')}
                onClick={() => void fetchNextPage()}
              >
                {t('more')}
              </Button>
            </div>
          )}
        </>
      )}
      {opened && (
        <EventDrawer
          event={opened}
          onClose={() => setOpened(undefined)}
          onFilter={(change) => {
            setOpened(undefined)
            setFilter(change)
          }}
        />
      )}
    </>
  )
}

function ExportMenu({
  workspaceId,
  filter,
}: {
  workspaceId: string | null
  filter: ReturnType<typeof useAuditFilter>[0]
}): ReactNode {
  const { t } = useTexts('auditLog')
  const save = (format: 'csv' | 'jsonl'): void => {
    const query = { ...queryOf(filter), format }
    const address =
      workspaceId === null
        ? addressOf('exportInstanceAuditEvents', { query })
        : addressOf('exportAuditEvents', { path: { workspaceId }, query })
    window.location.assign(address)
  }
  return (
    <Menu
      trigger={<Button icon={<Download aria-hidden className="size-4" />}>{t('export')}</Button>}
      sections={[
        {
          label: t('exportHint'),
          items: [
            { id: 'csv', label: t('exportCsv'), onSelect: () => save('csv') },
            { id: 'jsonl', label: t('exportJsonl'), onSelect: () => save('jsonl') },
          ],
        },
      ]}
    />
  )
}
