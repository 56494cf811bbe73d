import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { PasswordInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { useAuthorities } from '../certificates/use-authorities.ts'
import type { ReactNode } from 'react'
import type { Job } from './use-job.ts'

/** Goes on with a job that was paused, or tries once more what failed; with the passphrases where it needs them. */
export function AgainForm({ job }: { job: Job }): ReactNode {
  const { t } = useTexts('jobs')
  const { id: workspaceId } = useWorkspace()
  const { all } = useAuthorities()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const refreshes = ['getJob', 'listJobs', 'listJobItems'] as const
  const resume = useAct('resumeJob', { refreshes })
  const retry = useAct('retryJob', { refreshes })
  const isPaused = job.status === 'paused'
  const act = isPaused ? resume : retry
  const sealed = job.needs_passphrase ? (all ?? []).filter((ca) => ca.has_passphrase) : []
  return (
    <div className="flex flex-col gap-3">
      {isPaused && (
        <Notice tone="warn" title={t('paused')}>
          {t('pausedText')}
        </Notice>
      )}
      {sealed.map(({ id, name }) => (
        <Field key={id} label={t('caPassphrase', { name })} className="max-w-md">
          <PasswordInput
            value={typed[id] ?? ''}
            onChange={(value) => setTyped({ ...typed, [id]: value })}
            autoComplete="off"
          />
        </Field>
      ))}
      {act.error && <Notice tone="bad">{messageOf(act.error)}</Notice>}
      <Button
        look="primary"
        className="self-start"
        busy={act.isPending}
        disabledReason={job.is_own ? undefined : t('only')}
        onClick={() =>
          act.mutate({
            path: { workspaceId, id: job.id },
            body: {
              passphrases: sealed
                .filter(({ id }) => (typed[id] ?? '') !== '')
                .map(({ id }) => ({ caId: id, passphrase: typed[id] ?? '' })),
            },
          })
        }
      >
        {isPaused ? t('resume') : t('retry', { count: job.failed })}
      </Button>
    </div>
  )
}
