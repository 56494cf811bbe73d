import { useSyncExternalStore } from 'react'
import { formatDate, formatDateTime, formatRelative, formatUtc } from '../texts/format.ts'
import { classes } from './classes.ts'
import { Tooltip } from './tooltip.tsx'
import type { ReactNode } from 'react'

/** Relative times grow old while one looks at them: one clock ticks for all of them. */
const TICK_MILLISECONDS = 30_000
const listeners = new Set<() => void>()
let now = Date.now()
let clock: ReturnType<typeof setInterval> | undefined

function listen(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) now = Date.now()
  clock ??= setInterval(() => {
    now = Date.now()
    for (const tick of listeners) tick()
  }, TICK_MILLISECONDS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(clock)
    clock = undefined
  }
}

/** A moment: relative, as a date, or in full; local time and UTC on hover and on focus. */
export function Time({
  at,
  show = 'relative',
  words = (text) => text,
}: {
  /** ISO 8601, or milliseconds since the epoch. */
  at: string | number
  show?: 'relative' | 'date' | 'full' | undefined
  /** What stands around it: "expires in 12 days". */
  words?: ((text: string) => string) | undefined
}): ReactNode {
  const moment = useSyncExternalStore(listen, () => now)
  const date = new Date(at)
  const text =
    show === 'relative'
      ? formatRelative(date, moment)
      : show === 'date'
        ? formatDate(date)
        : formatDateTime(date)
  return (
    <Tooltip
      text={
        <>
          {formatDateTime(date)}
          <br />
          {formatUtc(date)}
        </>
      }
    >
      <time
        dateTime={date.toISOString()}
        className={classes(
          'tabular-nums decoration-line-strong decoration-dotted underline-offset-4 hover:underline',
          show !== 'full' && 'whitespace-nowrap',
        )}
      >
        {words(text)}
      </time>
    </Tooltip>
  )
}
