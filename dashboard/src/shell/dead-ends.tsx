import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { EmptyState, ErrorState } from '../kit/states.tsx'
import { useTexts } from '../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function NotFoundPage(): ReactNode {
  const { t } = useTexts('shell')
  return (
    <main className="mx-auto max-w-2xl p-4 pt-16">
      <PageHeader title={t('notFound.title')} />
      <EmptyState
        icon={Compass}
        title={t('notFound.text')}
        actions={
          <Button look="primary" asChild>
            <Link to="/">{t('notFound.home')}</Link>
          </Button>
        }
      />
    </main>
  )
}

export function CrashPage({ error, reset }: { error: unknown; reset?: () => void }): ReactNode {
  const { t } = useTexts('shell')
  return (
    <main className="mx-auto max-w-2xl p-4 pt-16">
      <PageHeader title={t('crash.title')} />
      <ErrorState
        error={error}
        onRetry={() => {
          reset?.()
          location.reload()
        }}
      />
    </main>
  )
}
