import { Link } from '@tanstack/react-router'
import { ListChecks, Loader2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { queryClient } from '../api/query-client.ts'
import { useRead } from '../api/queries.ts'
import { Tooltip } from '../kit/tooltip.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { useShownWorkspace } from '../workspace.ts'
import { announce } from './live-region.tsx'
import type { ReactNode } from 'react'

const OFTEN = 3000
const NOW_AND_THEN = 30_000

/** How many jobs are under way, and the way to them. */
export function JobsIndicator(): ReactNode {
  const workspace = useShownWorkspace()
  return workspace === undefined ? null : <Indicator id={workspace.id} slug={workspace.slug} />
}

function Indicator({ id, slug }: { id: string; slug: string }): ReactNode {
  const { t } = useTexts('shell')
  const jobs = useRead(
    'listJobs',
    { path: { workspaceId: id } },
    { every: (output) => watchRunning(output?.jobs) },
  )
  const running = jobs.data?.jobs.filter(isRunning).length ?? 0
  const before = useRef(running)
  useEffect(() => {
    // What it changed is shown, and said to those who do not see it.
    if (running < before.current) {
      announce(t('jobDone'))
      void queryClient.invalidateQueries()
    }
    before.current = running
  }, [running, t])
  const label = running === 0 ? t('jobs') : t('jobsRunning', { count: running })
  return (
    <Tooltip text={label} side="bottom" isLabel>
      <Link
        to="/w/$slug/jobs"
        params={{ slug }}
        aria-label={label}
        className="inline-flex h-8 min-w-8 items-center justify-center gap-1.5 rounded-md px-1.5 text-ink-soft transition-colors hover:bg-hover hover:text-ink data-[status=active]:text-accent"
      >
        {running === 0 ? (
          <ListChecks aria-hidden className="size-4" />
        ) : (
          <>
            <Loader2 aria-hidden className="size-4 animate-spin text-accent" />
            <span aria-hidden className="text-sm font-medium tabular-nums">
              {running}
            </span>
          </>
        )}
      </Link>
    </Tooltip>
  )
}

interface SomeJob {
  readonly status: string
}

const isRunning = ({ status }: SomeJob): boolean => status === 'queued' || status === 'running'

/** Often while something runs, now and then otherwise. */
function watchRunning(jobs: readonly SomeJob[] | undefined): number {
  return jobs?.some(isRunning) === true ? OFTEN : NOW_AND_THEN
}
