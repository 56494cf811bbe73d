import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { addressOf } from '../../api/call.ts'
import { useRead } from '../../api/queries.ts'
import { useWorkspace } from '../../workspace.ts'
import type { Output } from '../../api/call.ts'

export type Job = Output<'getJob'>['job']
export type JobItem = Output<'listJobItems'>['items'][number]

const POLL_MILLISECONDS = 2000

export const isMoving = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'queued' || status === 'running'

/** A job as it is now: told by the server as it goes (server-sent events), asked for where a proxy lets no stream through. */
export function useJob(id: string): {
  readonly job: Job | undefined
  readonly error: unknown
  readonly isPolling: boolean
} {
  const { id: workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const [isPolling, setIsPolling] = useState(false)
  const path = { workspaceId, id }
  const { data, error } = useRead('getJob', { path }, { every: isPolling && POLL_MILLISECONDS })
  const job = data?.job
  const isLive = job !== undefined && isMoving(job)
  useEffect(() => {
    if (!isLive) return
    const input = { path: { workspaceId, id } }
    const events = new EventSource(addressOf('followJob', input))
    events.addEventListener('progress', (event: MessageEvent<string>) => {
      setIsPolling(false)
      // Our own server's words, in the shape of the operation that they follow.
      queries.setQueryData(['getJob', input], JSON.parse(event.data) as Output<'getJob'>)
    })
    events.addEventListener('end', () => events.close())
    // It comes back by itself; until it does, we ask.
    events.addEventListener('error', () => setIsPolling(true))
    return () => events.close()
  }, [isLive, workspaceId, id, queries])
  // What it changed is looked at anew when it has come to rest.
  const wasLive = useRef(false)
  useEffect(() => {
    if (wasLive.current && !isLive) {
      for (const read of ['listJobs', 'listJobItems', 'listCertificates', 'getOverview']) {
        void queries.invalidateQueries({ queryKey: [read] })
      }
    }
    wasLive.current = isLive
  }, [isLive, queries])
  return { job, error, isPolling: isPolling && isLive }
}
