import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { EmptyState, ErrorState } from '../kit/states.tsx'
import { useTexts } from '../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** Inside the frame. */
export function NotFound(): ReactNode {
  const { t } = useTexts('shell')
  return (
    <>
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
    </>
  )
}

/** Inside the frame; the server's words and the id of its request, when it was a call that failed. */
export function Crash({ error }: { error: unknown }): ReactNode {
  const { t } = useTexts('shell')
  return (
    <>
      <PageHeader title={t('crash.title')} />
      <ErrorState error={error} onRetry={() => location.reload()} />
    </>
  )
}

/** Where there is no frame. */
export function NotFoundPage(): ReactNode {
  return (
    <main className="mx-auto max-w-2xl p-4 pt-16">
      <NotFound />
    </main>
  )
}

export function CrashPage({ error }: { error: unknown }): ReactNode {
  return (
    <main className="mx-auto max-w-2xl p-4 pt-16">
      <Crash error={error} />
    </main>
  )
}
