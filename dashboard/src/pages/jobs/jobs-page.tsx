import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { JobDetail } from './job-detail.tsx'
import { JobProgress, JobStatus } from './job-status.tsx'
import { isMoving } from './use-job.ts'
import type { ReactNode } from 'react'

const OFTEN = 2000
const NOW_AND_THEN = 30_000

/** The last jobs, or one of them; the address says which. */
export function JobsPage(): ReactNode {
  const [{ job }, setState] = useUrlState({ job: '' })
  return job === '' ? (
    <JobList onOpen={(id) => setState({ job: id }, true)} />
  ) : (
    <JobDetail key={job} id={job} onBack={() => setState({ job: '' })} />
  )
}

function JobList({ onOpen }: { onOpen: (id: string) => void }): ReactNode {
  const { t } = useTexts('jobs')
  const { id: workspaceId, slug } = useWorkspace()
  const listed = useRead('listJobs', { path: { workspaceId } }, { every: NOW_AND_THEN })
  const isLive = listed.data?.jobs.some(isMoving) === true
  useRead('listJobs', { path: { workspaceId } }, { every: isLive && OFTEN })
  if (listed.error) {
    return (
      <>
        <PageHeader title={t('title')} />
        <ErrorState error={listed.error} onRetry={() => void listed.refetch()} />
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      <DataTable
        label={t('title')}
        rows={listed.data?.jobs}
        rowKey={({ id }) => id}
        onOpen={({ id }) => onOpen(id)}
        columns={[
          {
            id: 'job',
            header: t('column.job'),
            className: 'w-full',
            cell: (job) => (
              <button
                type="button"
                className="text-start font-medium hover:underline"
                onClick={() => onOpen(job.id)}
              >
                {t(`kind.${job.kind}`, { count: job.total })}
              </button>
            ),
          },
          {
            id: 'status',
            header: t('column.status'),
            cell: (job) => <JobStatus job={job} />,
          },
          {
            id: 'progress',
            header: t('column.progress'),
            hideBelow: 'sm',
            cell: (job) => <JobProgress job={job} />,
          },
          {
            id: 'by',
            header: t('column.by'),
            hideBelow: 'lg',
            className: 'text-ink-soft',
            cell: ({ asked_by }) => asked_by,
          },
          {
            id: 'created',
            header: t('column.created'),
            hideBelow: 'md',
            cell: ({ created_at }) => <Time at={created_at} />,
          },
        ]}
        empty={
          <EmptyState
            icon={ListChecks}
            title={t('empty')}
            actions={
              <Button asChild>
                <Link to="/w/$slug/certificates" params={{ slug }}>
                  {t('toCertificates')}
                </Link>
              </Button>
            }
          >
            {t('emptyText')}
          </EmptyState>
        }
      />
    </>
  )
}
