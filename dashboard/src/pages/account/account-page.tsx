import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { AppCard } from './app-card.tsx'
import { IdentitiesCard } from './identities-card.tsx'
import { PasskeysCard } from './passkeys-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { ProfileCard } from './profile-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import type { ReactNode } from 'react'

/** One's own account, whatever the workspace. */
export function AccountPage(): ReactNode {
  const { t } = useTexts('account')
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      <div className="flex max-w-3xl flex-col gap-5">
        <ProfileCard />
        <PasskeysCard />
        <PasswordCard />
        <AppCard />
        <IdentitiesCard />
        <SessionsCard />
      </div>
    </>
  )
}
