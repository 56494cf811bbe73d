import { Link } from '@tanstack/react-router'
import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import { Skeleton } from '../../kit/skeleton.tsx'
import { Tooltip } from '../../kit/tooltip.tsx'
import { formatNumber } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { since } from './filters.ts'
import type { ReactNode } from 'react'
import type { Filter } from './filters.ts'
import type { Overview } from './overview.ts'

/** Four numbers; each opens the list that it counts. */
export function Tiles({
  slug,
  overview,
}: {
  slug: string
  overview: Overview | undefined
}): ReactNode {
  const { t } = useTexts('overview')
  const tiles = overview?.tiles
  const at = overview?.at ?? new Date().toISOString()
  return (
    <ul className="grid grid-cols-2 gap-3 sm:gap-5 lg:grid-cols-4">
      <Tile slug={slug} label={t('tile.active')} count={tiles?.active} filter={{}} />
      <Tile
        slug={slug}
        label={t('tile.expiring')}
        count={tiles?.expiring}
        filter={{ status: 'expiring', sort: 'expires', direction: 'asc' }}
      />
      <Tile
        slug={slug}
        label={t('tile.issued')}
        count={tiles?.issuedThisWeek}
        filter={{ status: 'all', createdFrom: since(at, -7) }}
      >
        {tiles && <Trend difference={tiles.issuedThisWeek - tiles.issuedLastWeek} />}
      </Tile>
      <Tile
        slug={slug}
        label={t('tile.revoked')}
        count={tiles?.revoked}
        filter={{ status: 'revoked', revokedFrom: since(at, -30) }}
      />
    </ul>
  )
}

function Tile({
  slug,
  label,
  count,
  filter,
  children,
}: {
  slug: string
  label: string
  count: number | undefined
  filter: Filter
  children?: ReactNode
}): ReactNode {
  return (
    <li className="flex">
      <Link
        to="/w/$slug/certificates"
        params={{ slug }}
        search={filter}
        className="group flex min-w-0 flex-1 flex-col justify-between rounded-lg border bg-surface px-4 py-3.5 shadow-card transition-colors hover:border-line-strong/60 sm:px-5"
      >
        <span className="text-sm text-ink-soft">{label}</span>
        <span className="mt-1 flex flex-wrap items-baseline gap-x-3">
          {count === undefined ? (
            <Skeleton className="my-1 h-7 w-16" />
          ) : (
            <span className="text-2xl leading-9 font-semibold tracking-tight tabular-nums group-hover:text-accent">
              {formatNumber(count)}
            </span>
          )}
          {children}
        </span>
      </Link>
    </li>
  )
}

function Trend({ difference }: { difference: number }): ReactNode {
  const { t } = useTexts('overview')
  const Arrow = difference > 0 ? ArrowUpRight : difference < 0 ? ArrowDownRight : ArrowRight
  const meaning =
    difference > 0
      ? t('tile.trendUp', { count: difference })
      : difference < 0
        ? t('tile.trendDown', { count: -difference })
        : t('tile.trendSame')
  return (
    <Tooltip text={meaning} isLabel>
      <span className="inline-flex items-center gap-0.5 text-sm text-ink-faint">
        <Arrow aria-hidden className="size-3.5" />
        <span aria-hidden className="tabular-nums">
          {formatNumber(Math.abs(difference))}
        </span>
        <span className="sr-only">{meaning}</span>
      </span>
    </Tooltip>
  )
}
