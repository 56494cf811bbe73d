import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { Button } from '../../../kit/button.tsx'
import { Card } from '../../../kit/card.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { Skeleton } from '../../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../../kit/states.tsx'
import { Time } from '../../../kit/time.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { isRevocationReason } from './revocation-reasons.ts'
import type { ReactNode } from 'react'
import type { GetAuthorityActivityResponse } from '../../../api/wire/certificate-authorities-answers.gen.ts'

type Event = GetAuthorityActivityResponse['events'][number]
type Place = NonNullable<GetAuthorityActivityResponse['next']>

/** What was done with the CA itself, and by whom. */
export function ActivityTab({
  workspaceId,
  authorityId,
}: {
  workspaceId: string
  authorityId: string
}): ReactNode {
  const { t } = useTexts('authorities')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: ['getAuthorityActivity', { workspaceId, authorityId }],
      initialPageParam: undefined as Place | undefined,
      queryFn: ({ pageParam, signal }) =>
        call(
          'getAuthorityActivity',
          { path: { workspaceId, authorityId }, query: { pageSize: 30, ...pageParam } },
          { signal },
        ),
      getNextPageParam: ({ next }) => next ?? undefined,
    },
  )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton className="h-40 w-full rounded-lg" />
  const events = data.pages.flatMap((page) => page.events)
  if (events.length === 0) return <EmptyState title={t('activity.none')} />
  return (
    <>
      <Card flush>
        <ul className="divide-y">
          {events.map((event, place) => (
            <Line key={`${event.at} ${place}`} event={event} />
          ))}
        </ul>
      </Card>
      {hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('activity.more')}
          </Button>
        </div>
      )}
    </>
  )
}

const WHAT = {
  'authority.created': 'created',
  'authority.imported': 'imported',
  'authority.renewed': 'renewed',
  'authority.revoked': 'revoked',
  'revocationList.published': 'published',
  'responder.issued': 'responder',
  'authorityRequest.created': 'requested',
  'authorityRequest.removed': 'requestRemoved',
} as const

const isKnown = (action: string): action is keyof typeof WHAT => Object.hasOwn(WHAT, action)

function Line({ event }: { event: Event }): ReactNode {
  const { t } = useTexts('authorities')
  const { action, outcome, actor, at, detail } = event
  const facts = FACTS.flatMap((name) => {
    const value = detail[name]
    if (value === undefined || value === '0') return []
    const isReason = name === 'reason' && isRevocationReason(value)
    return [t(`activity.facts.${name}`, { value: isReason ? t(`revoke.reasons.${value}`) : value })]
  })
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 sm:px-5">
      <span className="font-medium">
        {isKnown(action)
          ? t(`activity.what.${WHAT[action]}`)
          : action.endsWith('.refused')
            ? t('activity.what.refused')
            : t('activity.what.other', { action })}
      </span>
      {outcome === 'refused' && <Pill tone="bad">{detail['code'] ?? t('activity.refused')}</Pill>}
      <span className="text-sm text-ink-soft">{t('activity.by', { who: who(actor, t) })}</span>
      {facts.length > 0 && (
        <span className="min-w-0 text-xs break-all text-ink-faint">{facts.join(' · ')}</span>
      )}
      <span className="ms-auto text-sm text-ink-faint">
        <Time at={at} />
      </span>
    </li>
  )
}

/** What explains an event without being an id. */
const FACTS = ['reason', 'form', 'number', 'revoked', 'serialNumber'] as const

function who(
  { kind, id, name }: Event['actor'],
  t: ReturnType<typeof useTexts<'authorities'>>['t'],
): string {
  if (name !== null) return name
  const known = ['apiKey', 'user', 'oauth', 'operator', 'system', 'anonymous'] as const
  const found = known.find((each) => each === kind)
  return found === undefined ? id : t(`activity.kinds.${found}`, { id })
}
