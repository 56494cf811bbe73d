import { Laptop, Smartphone } from 'lucide-react'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { deviceName } from './device-name.ts'
import type { ReactNode } from 'react'

const REFRESHES = ['listSessions'] as const

/** Where one is signed in; what one does not recognize is ended here. */
export function SessionsCard(): ReactNode {
  const { t } = useTexts('account')
  const sessions = useRead('listSessions', {})
  const end = useAct('endSession', { refreshes: REFRESHES, toastsErrors: true })
  const endOthers = useAct('endOtherSessions', {
    refreshes: REFRESHES,
    toastsErrors: true,
    onDone: ({ ended }) => toast.success(t('sessions.endedOthers', { count: ended })),
  })
  const list = sessions.data?.sessions ?? []
  return (
    <Card
      title={t('sessions.title')}
      description={t('sessions.intro')}
      actions={
        <Button
          busy={endOthers.isPending}
          disabledReason={list.length > 1 ? undefined : t('sessions.onlyThis')}
          onClick={() => endOthers.mutate({})}
        >
          {t('sessions.endOthers')}
        </Button>
      }
    >
      {sessions.error !== null && (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && <Skeleton className="h-12 w-full" />}
      <ul className="-mb-2.5 divide-y">
        {list.map((session) => {
          const Icon = /Mobile|iPhone|Android/.test(session.user_agent) ? Smartphone : Laptop
          return (
            <li key={session.id} className="flex items-center gap-3 py-2.5">
              <Icon aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base font-medium">
                  {deviceName(session.user_agent)}
                  {session.is_current && <Pill tone="accent">{t('sessions.current')}</Pill>}
                </p>
                <p className="flex flex-wrap gap-x-3 text-sm text-ink-faint">
                  <span className="font-mono">{session.address}</span>
                  <span>{t(`sessions.by.${session.method}`)}</span>
                  <span>
                    {t('sessions.seen')} <Time at={session.last_seen_at} />
                  </span>
                </p>
              </div>
              {!session.is_current && (
                <Button
                  size="sm"
                  busy={end.isPending && end.variables.path.sessionId === session.id}
                  onClick={() => end.mutate({ path: { sessionId: session.id } })}
                >
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
