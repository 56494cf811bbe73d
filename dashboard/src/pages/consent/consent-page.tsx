import { useAct, useRead } from '../../api/queries.ts'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { Decision } from './decision.tsx'
import type { ReactNode } from 'react'

/** A program sent its user here: they decide what it may do, and go back. */
export function ConsentPage(): ReactNode {
  const { t } = useTexts('consent')
  const [{ request: requestId }] = useUrlState({ request: '' })
  if (requestId === '') {
    return (
      <>
        <PageHeader title={t('title')} />
        <Notice>{t('missing')}</Notice>
      </>
    )
  }
  return <Request requestId={requestId} />
}

function Request({ requestId }: { requestId: string }): ReactNode {
  const { t } = useTexts('consent')
  const asked = useRead('getOAuthRequest', { path: { requestId } })
  const goOn = ({ location }: { readonly location: string | null }): void => {
    if (location !== null) window.location.assign(location)
  }
  const agree = useAct('agreeToOAuthRequest', { onDone: goOn })
  const refuse = useAct('refuseOAuthRequest', { onDone: goOn })
  if (asked.error) {
    return (
      <>
        <PageHeader title={t('title')} />
        <ErrorState error={asked.error} />
      </>
    )
  }
  if (asked.data === undefined) {
    return (
      <>
        <PageHeader title={t('title')} />
        <Skeleton className="h-96" />
      </>
    )
  }
  const { request } = asked.data
  const isGoing = agree.isSuccess || refuse.isSuccess
  return (
    <>
      <PageHeader
        title={t('asks', { name: request.client_name })}
        description={t(`resource.${request.resource}`)}
      />
      {isGoing ? (
        <Notice tone="ok">{t('going')}</Notice>
      ) : (
        <Decision
          request={request}
          busy={agree.isPending || refuse.isPending}
          error={agree.error ?? refuse.error}
          onRefuse={() => refuse.mutate({ path: { requestId } })}
          onAgree={({ workspaceId, ...body }) =>
            agree.mutate({ path: { workspaceId, requestId }, body })
          }
        />
      )}
    </>
  )
}
