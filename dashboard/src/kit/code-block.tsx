import { Fragment } from 'react'
import { CopyButton } from './copy-button.tsx'
import { classes } from './classes.ts'
import type { ReactNode } from 'react'

/** Text for a machine: a command, a PEM, a configuration. */
export function CodeBlock({
  code,
  label,
  wrap = false,
  maxLines,
}: {
  code: string
  /** What it is; shown above, and read aloud. */
  label: string
  wrap?: boolean | undefined
  /** It scrolls beyond that. */
  maxLines?: 8 | 16 | 24 | undefined
}): ReactNode {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border bg-sunken">
      <figcaption className="flex items-center justify-between gap-2 border-b py-1 ps-3 pe-1 text-xs text-ink-soft">
        {label}
        <CopyButton text={code} />
      </figcaption>
      <pre
        tabIndex={0}
        aria-label={label}
        role="group"
        className={classes(
          'overflow-auto px-3 py-2.5 font-mono text-xs leading-5',
          wrap && 'wrap-anywhere whitespace-pre-wrap',
          maxLines === 8 && 'max-h-44',
          maxLines === 16 && 'max-h-84',
          maxLines === 24 && 'max-h-124',
        )}
      >
        <code>{code}</code>
      </pre>
    </figure>
  )
}

/** A fingerprint, a serial number, an id, with a copy button. What has colons is broken after them, never within an octet. */
export function Mono({
  text,
  copy = true,
  className,
}: {
  text: string
  copy?: boolean | undefined
  className?: string | undefined
}): ReactNode {
  const isPaired = PAIRS.test(text)
  return (
    <span className={classes('inline-flex max-w-full min-w-0 items-center gap-1', className)}>
      <span
        className={classes('min-w-0 font-mono text-sm', isPaired ? 'break-words' : 'break-all')}
      >
        {isPaired ? pairsOf(text) : text}
      </span>
      {copy && <CopyButton text={text} />}
    </span>
  )
}

const PAIRS = /^[\dA-F]{2}(:[\dA-F]{2})+$/i

function pairsOf(text: string): ReactNode {
  return text.split(':').map((pair, place, all) => (
    // A fingerprint is constant: the place is the identity.
    <Fragment key={place}>
      {place < all.length - 1 ? `${pair}:` : pair}
      <wbr />
    </Fragment>
  ))
}
