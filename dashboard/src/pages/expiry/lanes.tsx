import { Link } from '@tanstack/react-router'
import { classes } from '../../kit/classes.ts'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { DAY, dayOf, formatDay, monthOf, startOf, urgencyOf, type Urgency } from './days.ts'
import type { ReactNode } from 'react'
import type { Expiring, ExpiringAuthority } from './types.ts'

/** The name beside the bar where there is room, above it where there is not. */
const ROW = 'grid grid-cols-1 sm:grid-cols-[minmax(9rem,15rem)_1fr] sm:gap-x-4'
/** Room for words to the right of a bar that reaches the end. */
const TRACK = 'relative sm:me-32'

const LOOKS: Readonly<Record<Urgency | 'replaced', string>> = {
  over: 'bg-line-strong',
  soon: 'bg-bad',
  near: 'bg-chart-3',
  far: 'bg-chart-1',
  replaced: 'border border-dashed border-line-strong bg-sunken',
}

interface Window {
  readonly start: number
  readonly end: number
}

export function Lanes({
  certificates,
  authorities,
  start,
  end,
}: Window & {
  certificates: readonly Expiring[]
  authorities: readonly ExpiringAuthority[]
}): ReactNode {
  const { t } = useTexts('expiry')
  const { slug } = useWorkspace()
  const lanes = Map.groupBy(certificates, ({ ca_name }) => ca_name)
  const frame = { start, end }
  return (
    <div className="overflow-hidden rounded-lg border bg-surface shadow-card">
      <Axis {...frame} />
      {authorities.length > 0 && (
        <Lane name={t('timeline.authorities')} {...frame}>
          {authorities.map(({ id, name, valid_from, valid_to }) => (
            <Bar
              key={id}
              {...frame}
              from={valid_from}
              to={valid_to}
              look={urgencyOf(valid_to, Date.now())}
            >
              <Link
                to="/w/$slug/authorities/$authorityId"
                params={{ slug, authorityId: id }}
                className={LINK}
              >
                {name}
              </Link>
            </Bar>
          ))}
        </Lane>
      )}
      {[...lanes].map(([name, members]) => (
        <Lane key={name} name={name} {...frame}>
          {members.map(({ id, common_name, valid_from, valid_to, replaced }) => (
            <Bar
              key={id}
              {...frame}
              from={valid_from}
              to={valid_to}
              look={replaced ? 'replaced' : urgencyOf(valid_to, Date.now())}
            >
              <Link
                to="/w/$slug/certificates/$certificateId"
                params={{ slug, certificateId: id }}
                className={LINK}
              >
                {common_name}
              </Link>
            </Bar>
          ))}
        </Lane>
      ))}
    </div>
  )
}

const LINK = 'block min-w-0 truncate rounded-sm text-sm font-medium text-ink hover:underline'

function Lane({
  name,
  start,
  end,
  children,
}: Window & { name: string; children: ReactNode }): ReactNode {
  return (
    <section className="relative border-t">
      <h2 className="relative bg-sunken/60 px-4 py-1.5 text-xs font-medium text-ink-soft">
        {name}
      </h2>
      <ul className="relative px-4 py-1.5">
        {children}
        <Lines start={start} end={end} />
      </ul>
    </section>
  )
}

function Bar({
  from,
  to,
  look,
  start,
  end,
  children,
}: Window & {
  from: string
  to: string
  look: keyof typeof LOOKS
  children: ReactNode
}): ReactNode {
  const { t } = useTexts('expiry')
  const left = percent(Date.parse(from), start, end)
  const right = percent(Date.parse(to), start, end)
  const words = <Time at={to} words={(when) => t(look === 'over' ? 'ended' : 'ends', { when })} />
  return (
    <li className={classes(ROW, 'relative z-10 items-center py-1')}>
      <div className="flex min-w-0 items-baseline justify-between gap-3">
        {children}
        <span className="shrink-0 text-xs text-ink-soft sm:hidden">{words}</span>
      </div>
      <div className={classes(TRACK, 'h-4 sm:h-6')}>
        <span
          aria-hidden
          className={classes(
            'absolute top-0.5 h-3 rounded-e-full sm:top-1.5',
            left > 0 && 'rounded-s-full',
            LOOKS[look],
          )}
          style={{ left: `${left}%`, width: `${Math.max(0.6, right - left)}%` }}
        />
        <span
          className="absolute top-0.5 rounded-sm bg-surface/85 px-1.5 text-xs leading-5 whitespace-nowrap text-ink-soft max-sm:hidden"
          style={{ left: `calc(${right}% + 2px)` }}
        >
          {words}
        </span>
      </div>
    </li>
  )
}

/** Beginnings of months (or of weeks, in a short window), above the bars. */
function Axis({ start, end }: Window): ReactNode {
  const { t } = useTexts('expiry')
  return (
    <div aria-hidden className={classes(ROW, 'px-4 pt-2 text-xs text-ink-faint')}>
      <span className="max-sm:hidden" />
      <div className={classes(TRACK, 'h-6')}>
        {ticksOf(start, end).map(({ at, label, isNearNow }) => (
          <span
            key={at}
            className={classes(
              'absolute top-0 -translate-x-1/2 whitespace-nowrap',
              isNearNow && 'max-lg:hidden',
            )}
            style={{ left: `${percent(at, start, end)}%` }}
          >
            {label}
          </span>
        ))}
        <span
          className="absolute top-0 -translate-x-1/2 rounded-sm bg-accent px-1.5 leading-5 font-medium text-accent-ink"
          style={{ left: `${percent(Date.now(), start, end)}%` }}
        >
          {t('timeline.now')}
        </span>
      </div>
    </div>
  )
}

function Lines({ start, end }: Window): ReactNode {
  return (
    <li
      aria-hidden
      className={classes(ROW, 'pointer-events-none absolute inset-0 px-4 max-sm:hidden')}
    >
      <span className="max-sm:hidden" />
      <div className={TRACK}>
        {ticksOf(start, end).map(({ at }) => (
          <span
            key={at}
            className="absolute inset-y-0 w-px bg-line"
            style={{ left: `${percent(at, start, end)}%` }}
          />
        ))}
        <span
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent"
          style={{ left: `${percent(Date.now(), start, end)}%` }}
        />
      </div>
    </li>
  )
}

function percent(at: number, start: number, end: number): number {
  return Math.min(100, Math.max(0, ((at - start) / (end - start)) * 100))
}

interface Tick {
  readonly at: number
  readonly label: string
  /** Where there is little room, it would stand under the word "now". */
  readonly isNearNow: boolean
}

function ticksOf(start: number, end: number): readonly Tick[] {
  const days = (end - start) / DAY
  const ticks: Omit<Tick, 'isNearNow'>[] = []
  if (days < 60) {
    for (let at = start + 7 * DAY; at < end; at += 7 * DAY) {
      ticks.push({ at, label: formatDay(dayOf(at), { day: 'numeric', month: 'short' }) })
    }
  } else {
    const step = days > 200 ? 2 : 1
    for (let month = 1; ; month += step) {
      const day = monthOf(dayOf(start), month)
      const at = startOf(day)
      if (at >= end) break
      ticks.push({ at, label: formatDay(day, { month: 'short', year: 'numeric' }) })
    }
  }
  const now = percent(Date.now(), start, end)
  return ticks
    .map((tick) => ({ ...tick, away: Math.abs(percent(tick.at, start, end) - now) }))
    .filter(({ away }) => away > 9)
    .map(({ away, ...tick }) => ({ ...tick, isNearNow: away < 18 }))
}

export function Legend({ withReplaced }: { withReplaced: boolean }): ReactNode {
  const { t } = useTexts('expiry')
  const shown = ['soon', 'near', 'far', ...(withReplaced ? (['replaced'] as const) : [])] as const
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-soft">
      {shown.map((one) => (
        <li key={one} className="flex items-center gap-1.5">
          <span aria-hidden className={classes('h-2.5 w-5 rounded-full', LOOKS[one])} />
          {t(`timeline.legend.${one}`)}
        </li>
      ))}
    </ul>
  )
}
