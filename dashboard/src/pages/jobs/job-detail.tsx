import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card, Facts } from '../../kit/card.tsx'
import { Switch } from '../../kit/choice.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { StatusPill } from '../../kit/pill.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { AgainForm } from './again-form.tsx'
import { JobKeys } from './job-keys.tsx'
import { JobProgress, JobStatus } from './job-status.tsx'
import { isMoving, useJob } from './use-job.ts'
import type { ReactNode } from 'react'
import type { Status } from '../../kit/pill.tsx'
import type { Job, JobItem } from './use-job.ts'

const STATES = {
  waiting: 'pending',
  running: 'running',
  done: 'done',
  failed: 'failed',
} as const satisfies Record<JobItem['state'], Status>

const OFTEN = 2000
const KEYS_SHOWN = 500

/** One job: how far, what became of each certificate, and what can still be done. */
export function JobDetail({ id, onBack }: { id: string; onBack: () => void }): ReactNode {
  const { t } = useTexts('jobs')
  const { job, error, isPolling } = useJob(id)
  if (error !== null && job === undefined) {
    return (
      <>
        <PageHeader title={t('title')} actions={<Button onClick={onBack}>{t('back')}</Button>} />
        <ErrorState error={error} />
      </>
    )
  }
  if (job === undefined) return <Skeleton className="h-64 w-full" />
  return <Loaded job={job} isPolling={isPolling} onBack={onBack} />
}

function Loaded({
  job,
  isPolling,
  onBack,
}: {
  job: Job
  isPolling: boolean
  onBack: () => void
}): ReactNode {
  const { t } = useTexts('jobs')
  const reasons = useTexts('certificates')
  const { id: workspaceId } = useWorkspace()
  const path = { workspaceId, id: job.id }
  const cancel = useAct('cancelJob', {
    refreshes: ['getJob', 'listJobs', 'listJobItems'],
    toastsErrors: true,
    onDone: () => toast.success(t('cancelled')),
  })
  const isLive = isMoving(job)
  const keys = useRead(
    'listJobItems',
    { path, query: { pageSize: KEYS_SHOWN } },
    { enabled: job.kind === 'renew' && job.is_own, every: isLive && OFTEN },
  )
  const canRetry = job.status === 'done' && job.failed > 0
  const reason = job.reason as keyof typeof REASON_KEYS | null
  return (
    <>
      <PageHeader
        title={t(`kind.${job.kind}`, { count: job.total })}
        status={<JobStatus job={job} />}
        actions={
          <>
            <Button onClick={onBack}>{t('back')}</Button>
            {(isLive || job.status === 'paused') && (
              <Button
                look="danger-quiet"
                busy={cancel.isPending}
                onClick={() => cancel.mutate({ path })}
              >
                {t('cancel')}
              </Button>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Card>
          <div className="flex flex-col gap-4" aria-live="polite">
            <JobProgress job={job} />
            <Facts
              facts={[
                [t('begunBy'), job.asked_by],
                [t('column.created'), <Time key="created" at={job.created_at} />],
                ...(job.finished_at === null
                  ? []
                  : ([[t('finished'), <Time key="end" at={job.finished_at} />]] as const)),
                ...(reason === null
                  ? []
                  : ([[t('reason'), reasons.t(`reason.name.${reason}`)]] as const)),
              ]}
            />
            {isPolling && <p className="text-xs text-ink-faint">{t('lostConnection')}</p>}
          </div>
        </Card>
        {(job.status === 'paused' || canRetry) && <AgainForm job={job} />}
        <JobKeys job={job} items={keys.data?.items ?? []} />
        {job.total > KEYS_SHOWN && keys.data && job.kind === 'renew' && (
          <Notice>{t('progress', { done: KEYS_SHOWN, total: job.total })}</Notice>
        )}
        <Items job={job} />
      </div>
    </>
  )
}

/** Only for its names: what the server knows as reasons. */
const REASON_KEYS = {
  unspecified: 0,
  keyCompromise: 0,
  superseded: 0,
  cessationOfOperation: 0,
  affiliationChanged: 0,
  privilegeWithdrawn: 0,
  caCompromise: 0,
  certificateHold: 0,
} as const

function Items({ job }: { job: Job }): ReactNode {
  const { t } = useTexts('jobs')
  const { id: workspaceId, slug } = useWorkspace()
  const [page, setPage] = useState(1)
  const [pageSize, setPageSize] = useState(50)
  const [failedOnly, setFailedOnly] = useState(false)
  const items = useRead(
    'listJobItems',
    {
      path: { workspaceId, id: job.id },
      query: { page, pageSize, failedOnly: failedOnly ? 'true' : 'false' },
    },
    { keepPrevious: true, every: isMoving(job) && OFTEN },
  )
  if (items.error) return <ErrorState error={items.error} onRetry={() => void items.refetch()} />
  return (
    <section>
      <header className="mb-2 flex flex-wrap items-center gap-3">
        <h2 className="flex-1 text-base font-semibold">{t('items')}</h2>
        <Switch
          checked={failedOnly}
          onChange={(only) => {
            setFailedOnly(only)
            setPage(1)
          }}
          label={t('failedOnly')}
        />
      </header>
      <DataTable
        label={t('items')}
        dense
        rows={items.data?.items}
        rowKey={({ position }) => String(position)}
        columns={[
          {
            id: 'label',
            header: t('items'),
            className: 'min-w-56',
            cell: (item) => (
              <Link
                to="/w/$slug/certificates/$certificateId"
                params={{ slug, certificateId: item.certificate_id }}
                className="whitespace-nowrap hover:underline"
              >
                {item.label}
              </Link>
            ),
          },
          {
            id: 'state',
            header: t('column.status'),
            cell: (item) => (
              <StatusPill status={STATES[item.state]}>{t(`itemState.${item.state}`)}</StatusPill>
            ),
          },
          {
            id: 'message',
            header: t('column.outcome'),
            className: 'w-full text-sm text-ink-soft',
            cell: ({ message, result_id }) =>
              result_id === null ? (
                message?.replace(/^./u, (letter) => letter.toUpperCase())
              ) : (
                <Link
                  to="/w/$slug/certificates/$certificateId"
                  params={{ slug, certificateId: result_id }}
                  className="text-accent hover:underline"
                >
                  {t('newCertificate')}
                </Link>
              ),
          },
        ]}
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={failedOnly ? job.failed : job.total}
        onPage={setPage}
        onPageSize={setPageSize}
      />
    </section>
  )
}
