import { useEffect } from 'react'
import { useSetCrumb } from '../shell/crumb.ts'
import { announce } from '../shell/live-region.tsx'
import type { ReactNode } from 'react'

/** The top of every page: its name (also the window's), one sentence, its main action at the end. */
export function PageHeader({
  title,
  documentTitle,
  description,
  status,
  actions,
}: {
  title: ReactNode
  /** The window's title, when `title` is no plain text. */
  documentTitle?: string | undefined
  description?: ReactNode
  /** Pills beside the title. */
  status?: ReactNode
  actions?: ReactNode
}): ReactNode {
  const name = documentTitle ?? (typeof title === 'string' ? title : undefined)
  useSetCrumb(name)
  useEffect(() => {
    document.title = name === undefined ? 'Certman' : `${name} · Certman`
    // A page that came without a reload says so itself.
    if (name !== undefined) announce(name)
  }, [name])
  return (
    <header className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{title}</h1>
          {status}
        </div>
        {description !== undefined && (
          <p className="mt-1 max-w-prose text-base text-ink-soft">{description}</p>
        )}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
