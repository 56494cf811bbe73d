import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { sessionOptions, type Session } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Notice } from '../../kit/states.tsx'
import { signOut } from '../../shell/sign-out.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { forgetToken, keepToken } from './token.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

/** Joining takes the very person who was invited: signed in, or new. */
export function Answer({
  token,
  invitation: { email, hasAccount },
  session,
}: {
  token: string
  invitation: Output<'inspectInvitation'>
  session: Session | null
}): ReactNode {
  if (session !== null && session.user.email !== email) {
    return <OtherPerson token={token} own={session.user.email} invited={email} />
  }
  if (session !== null) return <Join token={token} />
  return hasAccount ? <SignInFirst token={token} /> : <JoinAsNew token={token} />
}

function Join({ token }: { token: string }): ReactNode {
  const { t } = useTexts('invitation')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const accept = useAct('acceptInvitation', {
    onDone: ({ workspace: { slug } }) => {
      forgetToken()
      void queries
        .refetchQueries(sessionOptions)
        .then(() => navigate({ to: '/w/$slug', params: { slug } }))
    },
  })
  return (
    <Decision
      error={accept.error}
      busy={accept.isPending}
      action={t('accept')}
      onAct={() => accept.mutate({ body: { token } })}
    />
  )
}

/** The link that comes back is for one use: choosing a password or passkey. */
function JoinAsNew({ token }: { token: string }): ReactNode {
  const { t } = useTexts('invitation')
  const accept = useAct('acceptInvitationAsNewPerson', {
    onDone: ({ setupLink }) => {
      forgetToken()
      const { pathname, hash } = new URL(setupLink)
      window.location.assign(`${pathname}${hash}`)
    },
  })
  return (
    <Decision
      text={t('newHere')}
      error={accept.error}
      busy={accept.isPending || accept.isSuccess}
      action={t('acceptAsNew')}
      onAct={() => accept.mutate({ body: { token } })}
    />
  )
}

function SignInFirst({ token }: { token: string }): ReactNode {
  const { t } = useTexts('invitation')
  const navigate = useNavigate()
  return (
    <Decision
      text={t('signInText')}
      action={t('signIn')}
      onAct={() => {
        keepToken(token)
        void navigate({ to: '/sign-in', search: { next: '/accept-invitation' } })
      }}
    />
  )
}

function OtherPerson({
  token,
  own,
  invited,
}: {
  token: string
  own: string
  invited: string
}): ReactNode {
  const { t } = useTexts('invitation')
  const navigate = useNavigate()
  return (
    <>
      <Notice tone="warn">{t('otherAddress', { email: own, invited })}</Notice>
      <div>
        <Button
          onClick={() => {
            keepToken(token)
            void signOut(navigate).then(() => navigate({ to: '/accept-invitation' }))
          }}
        >
          {t('signOut')}
        </Button>
      </div>
    </>
  )
}

function Decision({
  text,
  error = null,
  busy = false,
  action,
  onAct,
}: {
  text?: string
  error?: Error | null
  busy?: boolean
  action: string
  onAct: () => void
}): ReactNode {
  return (
    <>
      {text !== undefined && <p className="text-base text-ink-soft">{text}</p>}
      {error && <Notice tone="bad">{messageOf(error)}</Notice>}
      <div>
        <Button look="primary" size="lg" busy={busy} onClick={onAct}>
          {action}
        </Button>
      </div>
    </>
  )
}
