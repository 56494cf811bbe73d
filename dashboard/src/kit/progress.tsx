import type { ReactNode } from 'react'

/** How far something is; without `value` only that it goes on. */
export function Progress({
  label,
  value,
  max = 100,
  tone = 'accent',
}: {
  label: string
  value?: number | undefined
  max?: number | undefined
  tone?: 'accent' | 'ok' | 'warn' | 'bad' | undefined
}): ReactNode {
  const colour = { accent: 'bg-accent', ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' }[tone]
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      {...(value === undefined ? {} : { 'aria-valuenow': value })}
      className="h-1.5 w-full overflow-hidden rounded-full bg-hover"
    >
      {value === undefined ? (
        <div className={`slide h-full w-2/5 rounded-full ${colour}`} />
      ) : (
        <div
          className={`h-full rounded-full transition-[width] ${colour}`}
          style={{ width: `${Math.min(100, (100 * value) / Math.max(1, max))}%` }}
        />
      )}
    </div>
  )
}
