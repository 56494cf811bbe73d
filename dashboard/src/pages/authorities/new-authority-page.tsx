import { Link } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { RadioGroup } from '../../kit/choice.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { AuthorityForm } from './new/authority-form.tsx'
import { HierarchyForm } from './new/hierarchy-form.tsx'
import { ImportForm } from './new/import-form.tsx'
import { RequestForm } from './new/request-form.tsx'
import type { ReactNode } from 'react'
import type { Authority } from './authority.ts'

const KINDS = ['hierarchy', 'intermediate', 'root', 'import', 'request'] as const
type Kind = (typeof KINDS)[number]

/** The three levels of a tree: none stands below the lowest. */
const LOWEST = 2

/** One page for whatever CA shall be made; the choice lives in the address. */
export function NewAuthorityPage(): ReactNode {
  const { t } = useTexts('newAuthority')
  const { t: authorities } = useTexts('authorities')
  const { id: workspaceId, slug, role } = useWorkspace()
  const [state, setState] = useUrlState({ kind: '', parent: '' })
  const { data, error, refetch } = useRead('listAuthorities', {
    path: { workspaceId },
    query: { includeRevoked: 'false' },
  })
  if (role === 'member') {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState
          icon={ShieldCheck}
          title={authorities('onlyManagers')}
          actions={
            <Button asChild>
              <Link to="/w/$slug/authorities" params={{ slug }}>
                {authorities('title')}
              </Link>
            </Button>
          }
        />
      </>
    )
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const parents = (data?.authorities ?? []).filter(mayHaveChildren)
  const kind = kindOf(state.kind, data?.authorities)
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t('title')} description={t('intro')} />
      {data === undefined || kind === undefined ? (
        <Skeleton className="h-72 w-full rounded-lg" />
      ) : (
        <div className="flex flex-col gap-6">
          <RadioGroup
            label={t('kinds.label')}
            look="cards"
            className="sm:grid-cols-2 sm:[&>:first-child]:col-span-2"
            value={kind}
            onChange={(next) => setState({ kind: next })}
            options={KINDS.map((value) => ({
              value,
              label: t(`kinds.${value}`),
              hint: t(`kinds.${value}Hint`),
              disabledReason:
                value === 'intermediate' && parents.length === 0
                  ? t('kinds.intermediateNone')
                  : undefined,
            }))}
          />
          <Form
            key={kind}
            kind={kind}
            workspaceId={workspaceId}
            slug={slug}
            parents={parents}
            parentId={state.parent}
          />
        </div>
      )}
    </div>
  )
}

function Form({
  kind,
  workspaceId,
  slug,
  parents,
  parentId,
}: {
  kind: Kind
  workspaceId: string
  slug: string
  parents: readonly Authority[]
  parentId: string
}): ReactNode {
  const place = { workspaceId, slug }
  switch (kind) {
    case 'hierarchy':
      return <HierarchyForm {...place} />
    case 'intermediate':
    case 'root':
      return <AuthorityForm {...place} kind={kind} parents={parents} parentId={parentId} />
    case 'import':
      return <ImportForm {...place} />
    case 'request':
      return <RequestForm {...place} />
  }
}

/** Where nothing is chosen: the beginning for who has none, one more below the root for who has. */
function kindOf(given: string, all: readonly Authority[] | undefined): Kind | undefined {
  const chosen = KINDS.find((kind) => kind === given)
  if (chosen !== undefined) return chosen
  if (all === undefined) return undefined
  return all.some(mayHaveChildren) ? 'intermediate' : 'hierarchy'
}

function mayHaveChildren({ depth, path_length: pathLength }: Authority): boolean {
  return depth < LOWEST && (pathLength === null || pathLength > 0)
}
