import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { Attention } from './attention.tsx'
import { Charts } from './charts.tsx'
import { FirstSteps } from './first-steps.tsx'
import { RecentlyIssued } from './recently-issued.tsx'
import { Tiles } from './tiles.tsx'
import type { ReactNode } from 'react'

/** A workspace at a glance: what needs a hand first, then its numbers. */
export function OverviewPage(): ReactNode {
  const { t } = useTexts('overview')
  const workspace = useWorkspace()
  const { slug } = workspace
  const overview = useRead(
    'getOverview',
    { path: { workspaceId: workspace.id } },
    { every: 60_000 },
  )
  const { data, error } = overview
  const isEmpty =
    data !== undefined &&
    (data.authorities === 0 ||
      (data.tiles.active === 0 && data.issuedByDay.length === 0 && data.tiles.revoked === 0))
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          data?.authorities === 0 ? (
            <Button
              look="primary"
              icon={<Plus aria-hidden className="size-4" />}
              disabledReason={t('noAuthority')}
            >
              {t('issue')}
            </Button>
          ) : (
            <Button look="primary" asChild>
              <Link to="/w/$slug/certificates" params={{ slug }} search={{ issue: '' }}>
                <Plus aria-hidden className="size-4" />
                {t('issue')}
              </Link>
            </Button>
          )
        }
      />
      {error ? (
        <ErrorState error={error} onRetry={() => void overview.refetch()} />
      ) : (
        <div className="flex flex-col gap-5">
          {isEmpty ? (
            <FirstSteps slug={slug} hasAuthority={data.authorities > 0} />
          ) : (
            <>
              <Attention workspace={workspace} overview={data} />
              <Tiles slug={slug} overview={data} />
              {data ? <Charts slug={slug} overview={data} /> : <ChartsSkeleton />}
              <RecentlyIssued workspace={workspace} />
            </>
          )}
        </div>
      )}
    </>
  )
}

function ChartsSkeleton(): ReactNode {
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Skeleton className="h-84.5 w-full rounded-lg" />
      <Skeleton className="h-84.5 w-full rounded-lg" />
    </div>
  )
}
