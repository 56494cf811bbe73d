import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { Card } from '../../kit/card.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { ToSignIn } from '../sign-in/to-sign-in.tsx'
import { takeSession } from '../sign-in/take-session.ts'
import { PasskeyStep } from './passkey-step.tsx'
import { PasswordStep } from './password-step.tsx'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

type Link = Output<'lookAtSetupLink'>
type State =
  | { readonly step: 'looking' }
  | { readonly step: 'refused'; readonly error: unknown }
  | { readonly step: 'password'; readonly link: Link }
  | { readonly step: 'passkey' }

/** The first visit, and the way back for somebody who lost what they signed in with. */
export function SetupPage(): ReactNode {
  const { t, rich } = useTexts('access')
  const router = useRouter()
  // The token stands behind `#`, which browsers send to nobody.
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '')
  const [state, setState] = useState<State>({ step: 'looking' })

  useEffect(() => {
    let isHere = true
    call('lookAtSetupLink', { body: { token } }, { staysHere: true }).then(
      (link) => isHere && setState({ step: 'password', link }),
      (error: unknown) => isHere && setState({ step: 'refused', error }),
    )
    return () => {
      isHere = false
    }
  }, [token])

  const signedIn = async (): Promise<void> => {
    await takeSession()
    // What was used up need not stay in the history.
    history.replaceState(history.state, '', location.pathname)
    setState({ step: 'passkey' })
  }
  const leave = (): void => {
    router.history.replace('/')
  }

  switch (state.step) {
    case 'looking':
      return (
        <>
          <PageHeader title={t('setup.title')} />
          <Card>
            <div className="flex flex-col gap-4" aria-busy>
              <Skeleton className="h-9 w-full" />
              <Skeleton className="h-9 w-full" />
              <Skeleton className="h-10 w-full" />
            </div>
          </Card>
        </>
      )
    case 'refused':
      return (
        <>
          <PageHeader title={t('setup.title')} />
          {state.error instanceof ApiError && state.error.status === 404 ? (
            <div className="flex flex-col items-start gap-4">
              <Notice tone="warn" title={t('setup.closed')}>
                {rich('setup.closedHint', {
                  code: (words) => <code className="font-mono whitespace-nowrap">{words}</code>,
                })}
              </Notice>
              <ToSignIn />
            </div>
          ) : (
            <ErrorState error={state.error} onRetry={() => location.reload()} />
          )}
        </>
      )
    case 'password':
      return (
        <>
          <PageHeader title={t('setup.title')} description={t('setup.intro')} />
          <Card>
            <PasswordStep token={token} link={state.link} onDone={signedIn} />
          </Card>
        </>
      )
    case 'passkey':
      return (
        <>
          <PageHeader title={t('setup.passkeyTitle')} description={t('setup.passkeyIntro')} />
          <Card>
            <PasskeyStep onDone={leave} />
          </Card>
        </>
      )
  }
}
