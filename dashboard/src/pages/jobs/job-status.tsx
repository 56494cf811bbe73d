import { Pause } from 'lucide-react'
import { Pill, StatusPill } from '../../kit/pill.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Job } from './use-job.ts'

type Some = Pick<Job, 'status' | 'done' | 'failed' | 'total'>

export function JobStatus({ job }: { job: Some }): ReactNode {
  const { t } = useTexts('jobs')
  switch (job.status) {
    case 'queued':
      return <StatusPill status="pending">{t('status.queued')}</StatusPill>
    case 'running':
      return <StatusPill status="running">{t('status.running')}</StatusPill>
    case 'paused':
      return (
        <Pill tone="warn" icon={Pause}>
          {t('status.paused')}
        </Pill>
      )
    case 'cancelled':
      return <StatusPill status="cancelled">{t('status.cancelled')}</StatusPill>
    case 'done':
      return job.failed > 0 ? (
        <StatusPill status="warning">{t('status.doneWithFailures')}</StatusPill>
      ) : (
        <StatusPill status="done">{t('status.done')}</StatusPill>
      )
  }
}

export function JobProgress({ job }: { job: Some }): ReactNode {
  const { t } = useTexts('jobs')
  const tried = job.done + job.failed
  return (
    <div className="flex min-w-32 flex-col gap-1">
      <Progress
        label={t('progress', { done: tried, total: job.total })}
        value={tried}
        max={job.total}
        tone={job.failed > 0 ? 'warn' : job.status === 'done' ? 'ok' : 'accent'}
      />
      <span className="text-xs text-ink-soft tabular-nums">
        {t('progress', { done: tried, total: job.total })}
        {job.failed > 0 && (
          <span className="ms-2 text-bad">{t('failedCount', { count: job.failed })}</span>
        )}
      </span>
    </div>
  )
}
