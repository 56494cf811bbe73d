import type { ReactNode } from 'react'

/** A part of the page with its own table. */
export function Section({
  title,
  description,
  actions,
  children,
}: {
  title: string
  description: string
  actions?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-lg font-semibold">{title}</h2>
          <p className="max-w-prose text-sm text-ink-soft">{description}</p>
        </div>
        {actions}
      </header>
      {children}
    </section>
  )
}
