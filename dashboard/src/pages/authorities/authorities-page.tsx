import { Link } from '@tanstack/react-router'
import { ChevronRight, Network, Plus, ShieldCheck, Table2 } from 'lucide-react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Switch } from '../../kit/choice.tsx'
import { classes } from '../../kit/classes.ts'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { AuthorityTable } from './authority-table.tsx'
import { TreeList } from './tree/tree-list.tsx'
import { TreePicture } from './tree/tree-picture.tsx'
import { WaitingRequests } from './waiting-requests.tsx'
import type { ReactNode } from 'react'

/** The CAs of the workspace, as a tree or as a table, and those that wait for their certificate. */
export function AuthoritiesPage(): ReactNode {
  const { t } = useTexts('authorities')
  const { id: workspaceId, slug, role } = useWorkspace()
  const [state, setState] = useUrlState({ view: 'tree', revoked: 'no', request: '' })
  const { data, error, refetch } = useRead('listAuthorities', {
    path: { workspaceId },
    query: { includeRevoked: 'true' },
  })
  const mayManage = role !== 'member'
  const all = data?.authorities
  const revoked = all?.filter(({ revoked_at: at }) => at !== null).length ?? 0
  const shown = state.revoked === 'yes' ? all : all?.filter(({ revoked_at: at }) => at === null)
  const isTable = state.view === 'table'

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('intro')}
        actions={<NewButton slug={slug} mayManage={mayManage} />}
      />
      {mayManage && (
        <WaitingRequests
          workspaceId={workspaceId}
          slug={slug}
          opened={state.request}
          onOpen={(request) => setState({ request })}
        />
      )}
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : all?.length === 0 ? (
        <NoAuthority slug={slug} mayManage={mayManage} />
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <ViewToggle isTable={isTable} onChange={(view) => setState({ view })} />
            {revoked > 0 && (
              <Switch
                label={t('showRevoked')}
                checked={state.revoked === 'yes'}
                onChange={(checked) => setState({ revoked: checked ? 'yes' : 'no' })}
              />
            )}
          </div>
          {isTable ? (
            <AuthorityTable authorities={shown} all={all ?? []} slug={slug} label={t('title')} />
          ) : shown === undefined ? (
            <Skeleton className="h-80 w-full rounded-lg" />
          ) : shown.length === 0 ? (
            <AuthorityTable authorities={shown} slug={slug} label={t('title')} />
          ) : (
            <>
              <div className="max-md:hidden">
                <TreePicture authorities={shown} slug={slug} />
                <details className="group mt-3 text-sm">
                  <summary className="inline-flex h-6 cursor-pointer items-center gap-1 text-ink-soft hover:text-ink">
                    <ChevronRight
                      aria-hidden
                      className="size-4 transition-transform group-open:rotate-90"
                    />
                    {t('picture.list')}
                  </summary>
                  <div className="mt-2 max-w-2xl">
                    <TreeList authorities={shown} slug={slug} label={t('picture.label')} />
                  </div>
                </details>
              </div>
              <div className="md:hidden">
                <TreeList authorities={shown} slug={slug} label={t('picture.label')} />
              </div>
            </>
          )}
        </>
      )}
    </>
  )
}

function NewButton({ slug, mayManage }: { slug: string; mayManage: boolean }): ReactNode {
  const { t } = useTexts('authorities')
  const icon = <Plus aria-hidden className="size-4" />
  if (!mayManage) {
    return (
      <Button look="primary" icon={icon} disabledReason={t('onlyManagers')}>
        {t('create')}
      </Button>
    )
  }
  return (
    <Button look="primary" asChild>
      <Link to="/w/$slug/authorities/new" params={{ slug }}>
        {icon}
        {t('create')}
      </Link>
    </Button>
  )
}

function NoAuthority({ slug, mayManage }: { slug: string; mayManage: boolean }): ReactNode {
  const { t } = useTexts('authorities')
  return (
    <EmptyState
      icon={ShieldCheck}
      title={t('empty.title')}
      actions={
        mayManage ? (
          <>
            <Button look="primary" asChild>
              <Link to="/w/$slug/authorities/new" params={{ slug }}>
                {t('empty.action')}
              </Link>
            </Button>
            <Button asChild>
              <Link to="/w/$slug/authorities/new" params={{ slug }} search={{ kind: 'import' }}>
                {t('empty.import')}
              </Link>
            </Button>
          </>
        ) : (
          <Button look="primary" disabledReason={t('onlyManagers')}>
            {t('empty.action')}
          </Button>
        )
      }
    >
      {t('empty.text')}
    </EmptyState>
  )
}

function ViewToggle({
  isTable,
  onChange,
}: {
  isTable: boolean
  onChange: (view: 'tree' | 'table') => void
}): ReactNode {
  const { t } = useTexts('authorities')
  const views = [
    { view: 'tree', icon: <Network aria-hidden className="size-4" />, isOn: !isTable },
    { view: 'table', icon: <Table2 aria-hidden className="size-4" />, isOn: isTable },
  ] as const
  return (
    <div
      role="group"
      aria-label={t('view')}
      className="inline-flex rounded-md border bg-surface p-0.5"
    >
      {views.map(({ view, icon, isOn }) => (
        <button
          key={view}
          type="button"
          aria-pressed={isOn}
          onClick={() => onChange(view)}
          className={classes(
            'inline-flex h-7 items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium',
            isOn ? 'bg-accent-soft text-accent' : 'text-ink-soft hover:text-ink',
          )}
        >
          {icon}
          {t(view)}
        </button>
      ))}
    </div>
  )
}
