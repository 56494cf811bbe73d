import { classes } from './classes.ts'
import type { ReactNode } from 'react'

/** A framed part of a page; with a title it is a section. */
export function Card({
  title,
  description,
  actions,
  flush = false,
  className,
  children,
}: {
  title?: ReactNode
  description?: ReactNode
  /** Right of the title. */
  actions?: ReactNode
  /** Without padding around the content: for tables and lists. */
  flush?: boolean | undefined
  className?: string | undefined
  children?: ReactNode
}): ReactNode {
  return (
    <section className={classes('min-w-0 rounded-lg border bg-surface shadow-card', className)}>
      {title !== undefined && (
        <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3.5 pb-2.5 sm:px-5">
          {/* A sentence keeps room for some words a line; the action goes below it instead. */}
          <div className={classes('min-w-0 flex-1', description !== undefined && 'basis-56')}>
            <h2 className="text-base font-semibold">{title}</h2>
            {description !== undefined && (
              <p className="mt-0.5 text-sm text-ink-faint">{description}</p>
            )}
          </div>
          {actions}
        </header>
      )}
      {children !== undefined && (
        <div
          className={classes(
            !flush && 'px-4 pb-4 sm:px-5 sm:pb-5',
            !flush && title === undefined && 'pt-4 sm:pt-5',
          )}
        >
          {children}
        </div>
      )}
    </section>
  )
}

/** Names and values, in two columns where there is room. */
export function Facts({
  facts,
}: {
  facts: readonly (readonly [label: ReactNode, value: ReactNode])[]
}): ReactNode {
  return (
    <dl className="grid grid-cols-1 items-baseline gap-x-6 gap-y-1 sm:grid-cols-[minmax(8rem,auto)_1fr] sm:gap-y-2.5">
      {facts.map(([label, value], place) => (
        // The list is constant: the place is the identity.
        <div key={place} className="contents">
          <dt className="text-sm text-ink-faint">{label}</dt>
          <dd className="mb-2 min-w-0 break-words text-base sm:mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
