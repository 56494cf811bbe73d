import { Link } from '@tanstack/react-router'
import { ApiError, messageOf } from '../../../api/api-error.ts'
import { Button } from '../../../kit/button.tsx'
import { Notice } from '../../../kit/states.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** The frame of every form of the wizard: its parts, the error of the whole, the buttons. */
export function NewForm({
  slug,
  action,
  busy,
  busyText,
  error,
  shownFields,
  onSubmit,
  children,
}: {
  slug: string
  action: string
  busy: boolean
  busyText?: string
  error: Error | null
  /** Fields that show their error themselves. */
  shownFields: readonly string[]
  onSubmit: () => void
  children: ReactNode
}): ReactNode {
  const { t } = useTexts('kit')
  const isShown =
    error instanceof ApiError && error.field !== undefined && shownFields.includes(error.field)
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {error && !isShown && <Notice tone="bad">{messageOf(error)}</Notice>}
      <div className="flex flex-wrap items-center justify-end gap-3 border-t pt-4">
        <span role="status" className="me-auto text-sm text-ink-faint">
          {busy ? busyText : ''}
        </span>
        <Button asChild>
          <Link to="/w/$slug/authorities" params={{ slug }}>
            {t('cancel')}
          </Link>
        </Button>
        <Button type="submit" look="primary" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}

export const SUBJECT_NAMES = [
  'commonName',
  'name',
  'organization',
  'organizationalUnit',
  'country',
  'state',
  'locality',
] as const
