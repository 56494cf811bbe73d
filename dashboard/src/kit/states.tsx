import { RotateCw, TriangleAlert } from 'lucide-react'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** Nothing is there yet: what it would be, and the way to the first one. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
}: {
  icon?: LucideIcon | undefined
  title: string
  children?: ReactNode
  actions?: ReactNode
}): ReactNode {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed bg-surface px-6 py-12 text-center">
      {Icon && (
        <span className="mb-4 flex size-11 items-center justify-center rounded-full bg-accent-soft text-accent">
          <Icon aria-hidden className="size-5" />
        </span>
      )}
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && <div className="mt-1.5 max-w-prose text-base text-ink-soft">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

/** What went wrong in the server's words, the request's id for its operator, and once more. */
export function ErrorState({
  error,
  onRetry,
}: {
  error: unknown
  onRetry?: (() => void) | undefined
}): ReactNode {
  const { t } = useTexts('kit')
  const requestId = requestIdOf(error)
  return (
    <div
      role="alert"
      className="flex flex-col items-center rounded-lg border bg-surface px-6 py-10 text-center"
    >
      <span className="mb-3 flex size-11 items-center justify-center rounded-full bg-bad-soft text-bad">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <h2 className="text-lg font-semibold">{t('errorTitle')}</h2>
      <p className="mt-1 max-w-prose text-base break-words text-ink-soft">{messageOf(error)}</p>
      {requestId !== undefined && (
        <p className="mt-2 flex items-center gap-1 font-mono text-xs text-ink-faint">
          {t('requestId', { id: requestId })}
          <CopyButton text={requestId} size="sm" />
        </p>
      )}
      {onRetry && (
        <Button
          className="mt-5"
          icon={<RotateCw aria-hidden className="size-4" />}
          onClick={onRetry}
        >
          {t('retry')}
        </Button>
      )}
    </div>
  )
}

/** A sentence in a form about the whole of it. */
export function Notice({
  tone = 'accent',
  title,
  children,
}: {
  tone?: 'accent' | 'ok' | 'warn' | 'bad' | undefined
  title?: ReactNode
  children?: ReactNode
}): ReactNode {
  const look = {
    accent: 'border-accent/30 bg-accent-soft',
    ok: 'border-ok/30 bg-ok-soft',
    warn: 'border-warn/30 bg-warn-soft',
    bad: 'border-bad/30 bg-bad-soft',
  }[tone]
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'note'}
      className={`rounded-md border px-3.5 py-2.5 text-base ${look}`}
    >
      {title !== undefined && <p className="font-medium">{title}</p>}
      {children !== undefined && <div className="text-sm text-ink-soft">{children}</div>}
    </div>
  )
}
