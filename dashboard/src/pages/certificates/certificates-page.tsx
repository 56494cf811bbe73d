import { useNavigate, useSearch } from '@tanstack/react-router'
import { FileKey2, FilePlus2, FileSearch } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { DecodeDialog } from './decode-dialog.tsx'
import { IssueDrawer } from './issue/issue-drawer.tsx'
import { BulkDialog } from './list/bulk-dialog.tsx'
import { ColumnMenu, useColumns } from './list/columns.tsx'
import { downloadSelected } from './list/download-selected.ts'
import { everyListed, MOST_CHOSEN } from './list/every-listed.ts'
import { ExportMenu } from './list/export-menu.tsx'
import { FilterBar } from './list/filter-bar.tsx'
import { isNarrowed, useListQuery, useListState } from './list/list-state.ts'
import { NoCertificates } from './list/no-certificates.tsx'
import { SavedViews } from './list/saved-views.tsx'
import { SelectionBar } from './list/selection-bar.tsx'
import { useActKeys } from './list/use-act-keys.ts'
import type { ReactNode } from 'react'
import type { BulkAct } from './list/selection-bar.tsx'
import type { ListedCertificate } from './types.ts'

/** A total of hundreds of thousands comes a moment after the page. */
const COUNTING_MILLISECONDS = 500

type Chosen = ReadonlyMap<string, ListedCertificate>

/** Every certificate of the workspace: found, sorted and paged by the server; the address says what one sees. */
export function CertificatesPage(): ReactNode {
  const { t } = useTexts('certificates')
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const [state, change] = useListState()
  const [chosen, setChosen] = useState<Chosen>(new Map())
  const [bulk, setBulk] = useState<'renew' | 'revoke'>()
  const [isDownloading, setIsDownloading] = useState(false)
  const [isCounting, setIsCounting] = useState(false)
  const found = useRead(
    'listCertificates',
    { path: { workspaceId: workspace.id }, query: useListQuery(state) },
    { keepPrevious: true, every: isCounting && COUNTING_MILLISECONDS },
  )
  const isStillCounting = found.data?.isTotalKnown === false
  useEffect(() => setIsCounting(isStillCounting), [isStillCounting])
  const rows = found.data?.certificates
  const setSearch = (next: Readonly<Record<string, string | undefined>>): void =>
    void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...next }) as never })
  const open = (id: string): void =>
    void navigate({
      to: '/w/$slug/certificates/$certificateId',
      params: { slug: workspace.slug, certificateId: id },
    })
  const choose = (ids: ReadonlySet<string>): void => {
    const known = new Map([...chosen, ...(rows ?? []).map((row) => [row.id, row] as const)])
    setChosen(new Map([...known].filter(([id]) => ids.has(id))))
  }
  const download = async (ids: readonly string[]): Promise<void> => {
    setIsDownloading(true)
    try {
      const count = await downloadSelected(workspace.id, ids, `certificates-${workspace.slug}`)
      toast.success(t('selection.downloaded', { count }))
    } catch (error) {
      toast.error(error)
    } finally {
      setIsDownloading(false)
    }
  }
  const act = (what: BulkAct, rowId?: string): void => {
    if (chosen.size === 0 && rowId !== undefined) choose(new Set([rowId]))
    const ids = chosen.size > 0 ? [...chosen.keys()] : rowId === undefined ? [] : [rowId]
    if (ids.length === 0) return
    if (what === 'download') void download(ids)
    else setBulk(what)
  }
  useActKeys({
    onIssue: () => setSearch({ issue: '' }),
    onAct: act,
  })
  const columns = useColumns(state)
  const isEmpty = found.data?.total === 0 && !isNarrowed(state)
  // Whether there is any at all, of whatever status.
  const any = useRead(
    'listCertificates',
    { path: { workspaceId: workspace.id }, query: { status: 'all', pageSize: 1 } },
    { enabled: isEmpty },
  )
  const isEmptyWorkspace = isEmpty && any.data?.total === 0
  const chooseAll = async (): Promise<void> => {
    const all = await everyListed(workspace.id, state).catch(toast.error)
    if (all) setChosen(new Map(all.map((row) => [row.id, row])))
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Button
              icon={<FileSearch aria-hidden className="size-4" />}
              onClick={() => setSearch({ decode: '' })}
            >
              {t('decode.open')}
            </Button>
            <Button
              look="primary"
              icon={<FilePlus2 aria-hidden className="size-4" />}
              onClick={() => setSearch({ issue: '' })}
            >
              {t('issue.open')}
            </Button>
          </>
        }
      />
      <FilterBar state={state} change={change}>
        <SavedViews state={state} />
        <ExportMenu state={state} />
        <ColumnMenu state={state} change={change} />
      </FilterBar>
      {found.error ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowLabel={({ common_name }) => common_name}
          onOpen={({ id }) => open(id)}
          dense={state.density === 'compact'}
          sort={{ by: state.sort, order: state.direction === 'asc' ? 'asc' : 'desc' }}
          onSort={({ by, order }) => change({ sort: by, direction: order })}
          selection={{ selected: new Set(chosen.keys()), onChange: choose }}
          expectedRows={Number(state.pageSize)}
          empty={
            isEmptyWorkspace ? (
              <NoCertificates onIssue={() => setSearch({ issue: '' })} />
            ) : (
              <EmptyState
                icon={FileKey2}
                title={t('empty.filtered')}
                actions={
                  <Button onClick={() => change({ status: 'all' })}>{t('empty.showAll')}</Button>
                }
              >
                {t('empty.filteredText')}
              </EmptyState>
            )
          }
        />
      )}
      {found.data !== undefined && found.data.total > 0 && (
        <Pagination
          page={found.data.page}
          pageSize={found.data.pageSize}
          total={found.data.total}
          onPage={(page) => change({ page: String(page) }, true)}
          onPageSize={(pageSize) => change({ pageSize: String(pageSize) })}
        />
      )}
      {chosen.size > 0 && (
        <SelectionBar
          count={chosen.size}
          isDownloading={isDownloading}
          more={Math.min(found.data?.total ?? 0, MOST_CHOSEN)}
          onAll={() => void chooseAll()}
          onAct={(what) => act(what)}
          onClear={() => setChosen(new Map())}
        />
      )}
      {bulk !== undefined && chosen.size > 0 && (
        <BulkDialog
          kind={bulk}
          certificates={[...chosen.values()]}
          onClose={() => setBulk(undefined)}
          onBegun={() => setChosen(new Map())}
        />
      )}
      {'issue' in search && (
        <IssueDrawer authorityId={state.caId} onClose={() => setSearch({ issue: undefined })} />
      )}
      {'decode' in search && <DecodeDialog onClose={() => setSearch({ decode: undefined })} />}
    </>
  )
}
