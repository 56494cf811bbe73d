import { useEffect, useState } from 'react'
import { formatDate, formatDateTime, formatRelative, formatUtc } from '../texts/format.ts'
import { Tooltip } from './tooltip.tsx'
import type { ReactNode } from 'react'

/** Relative times grow old while one looks at them. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** A moment: relative, as a date, or in full; local time and UTC on hover and on focus. */
export function Time({
  at,
  show = 'relative',
}: {
  /** ISO 8601, or milliseconds since the epoch. */
  at: string | number
  show?: 'relative' | 'date' | 'full' | undefined
}): ReactNode {
  const now = useNow()
  const date = new Date(at)
  const text =
    show === 'relative'
      ? formatRelative(date, now)
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
        className="whitespace-nowrap tabular-nums decoration-line-strong decoration-dotted underline-offset-4 hover:underline"
      >
        {text}
      </time>
    </Tooltip>
  )
}
