import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { sessionOptions } from '../../api/session.ts'
import { Card, Facts } from '../../kit/card.tsx'
import { Breakable } from '../../kit/breakable.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { ToSignIn } from '../sign-in/to-sign-in.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Answer } from './answer.tsx'
import { invitationToken } from './token.ts'
import type { ReactNode } from 'react'

/** Whoever holds the link: what it is for, and the way in. */
export function AcceptInvitationPage(): ReactNode {
  const { t } = useTexts('invitation')
  const [token] = useState(invitationToken)
  if (token === '') {
    return (
      <>
        <PageHeader title={t('title')} />
        <div className="flex flex-col items-start gap-4">
          <Notice tone="warn">{t('missing')}</Notice>
          <ToSignIn />
        </div>
      </>
    )
  }
  return <Invitation token={token} />
}

function Invitation({ token }: { token: string }): ReactNode {
  const { t } = useTexts('invitation')
  const invitation = useQuery({
    queryKey: ['invitation', token],
    retry: false,
    queryFn: ({ signal }) =>
      call('inspectInvitation', { body: { token } }, { signal, staysHere: true }),
  })
  const session = useQuery(sessionOptions)
  if (invitation.error) {
    return (
      <>
        <PageHeader title={t('title')} />
        <ErrorState error={invitation.error} />
        <div className="mt-4 flex justify-center">
          <ToSignIn />
        </div>
      </>
    )
  }
  if (invitation.data === undefined || session.isPending) {
    return (
      <>
        <PageHeader title={t('title')} />
        <Skeleton className="h-56 w-full" />
      </>
    )
  }
  const { workspaceName: workspace, email, role, invitedBy, expiresAt } = invitation.data
  const words = { workspace, role: t(`role.${role}`) }
  return (
    <>
      <PageHeader
        title={t('joins', { workspace })}
        description={
          invitedBy === null ? t('byOperator', words) : t('by', { ...words, email: invitedBy })
        }
      />
      <Card>
        <div className="flex flex-col gap-5">
          <Facts
            facts={[
              [t('for'), <Breakable key="for" text={email} />],
              [t('ends'), <Time key="ends" at={expiresAt} />],
            ]}
          />
          <Answer token={token} invitation={invitation.data} session={session.data ?? null} />
        </div>
      </Card>
    </>
  )
}
