import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { CodeBlock } from '../../kit/code-block.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { Notice } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import type { ReactNode } from 'react'

/** A calendar address of one's own: made, seen once, ended. */
export function FeedDialog({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const { t } = useTexts('expiry')
  return (
    <Dialog open={open} onClose={onClose} title={t('feed.title')} description={t('feed.text')}>
      {open && <Feed />}
    </Dialog>
  )
}

function Feed(): ReactNode {
  const { t } = useTexts('expiry')
  const workspace = useWorkspace()
  const path = { workspaceId: workspace.id }
  const [url, setUrl] = useState<string>()
  const read = useRead('getCalendarFeed', { path })
  const refreshes = ['getCalendarFeed'] as const
  const create = useAct('createCalendarFeed', {
    refreshes,
    onDone: (made) => setUrl(made.url),
  })
  const revoke = useAct('revokeCalendarFeed', {
    refreshes,
    onDone: () => {
      setUrl(undefined)
      toast.success(t('feed.revoked'))
    },
  })
  const error = read.error ?? create.error ?? revoke.error
  if (read.isPending) return <Skeleton className="h-20 w-full" />
  const feed = read.data?.feed ?? null
  return (
    <div className="flex flex-col gap-4">
      {error && <Notice tone="bad" title={messageOf(error)} />}
      {url === undefined ? (
        <p className="text-base text-ink-soft">
          {feed === null ? (
            t('feed.none')
          ) : (
            <>
              <Time at={feed.created_at} words={(since) => t('feed.have', { since })} />{' '}
              {feed.last_read_at === null ? (
                t('feed.neverRead')
              ) : (
                <Time at={feed.last_read_at} words={(when) => t('feed.lastRead', { when })} />
              )}
            </>
          )}
        </p>
      ) : (
        <>
          <CodeBlock code={url} label={t('feed.url')} wrap />
          <Notice tone="warn">{t('feed.once')}</Notice>
          <p className="text-sm text-ink-faint">{t('feed.how')}</p>
        </>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          look={feed === null ? 'primary' : 'secondary'}
          busy={create.isPending}
          onClick={() => create.mutate({ path })}
        >
          {t(feed === null ? 'feed.create' : 'feed.replace')}
        </Button>
        {feed !== null && (
          <>
            <Button
              look="danger-quiet"
              busy={revoke.isPending}
              onClick={() => revoke.mutate({ path })}
            >
              {t('feed.revoke')}
            </Button>
            <span className="text-xs text-ink-faint">{t('feed.replaceHint')}</span>
          </>
        )}
      </div>
    </div>
  )
}
