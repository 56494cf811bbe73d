import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Card } from '../../kit/card.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { CodeForm } from './code-form.tsx'
import { useEnter } from './enter.ts'
import { OtherWays } from './other-ways.tsx'
import { PasswordForm } from './password-form.tsx'
import type { ReactNode } from 'react'

const PROBLEMS = ['notInvited', 'unverified', 'failed', 'expired', 'unavailable'] as const

export function SignInPage(): ReactNode {
  const { t } = useTexts('access')
  const enter = useEnter()
  // From a provider, when the account asks for its second factor all the same.
  const [ticket, setTicket] = useState(
    () => new URLSearchParams(location.hash.slice(1)).get('ticket') ?? undefined,
  )
  const { problem }: { readonly problem?: unknown } = useSearch({ strict: false })
  const known = PROBLEMS.find((one) => one === problem)
  if (ticket !== undefined) {
    return (
      <>
        <PageHeader title={t('code.title')} description={t('code.intro')} />
        <Card>
          <CodeForm ticket={ticket} onDone={enter} onRestart={() => setTicket(undefined)} />
        </Card>
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-4">
        {known !== undefined && <Notice tone="bad">{t(`problem.${known}`)}</Notice>}
        {!isSecureContext && <Notice tone="warn">{t('insecure')}</Notice>}
        <Card>
          <PasswordForm onDone={enter} onTicket={setTicket} />
          <OtherWays onDone={enter} />
        </Card>
        <p className="text-sm text-ink-faint">{t('lost')}</p>
      </div>
    </>
  )
}
