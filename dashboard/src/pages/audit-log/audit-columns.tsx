import { StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { formatDateTime } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Column } from '../../kit/data-table.tsx'
import type { AuditEvent } from './use-audit.ts'

/** Of what an event tells, the line shows the beginning. */
const DETAILS = 3

export function useAuditColumns(): readonly Column<AuditEvent>[] {
  const { t } = useTexts('auditLog')
  return [
    {
      id: 'at',
      header: t('when'),
      className: 'sm:w-28',
      cell: ({ at }) => <Time at={at} />,
    },
    {
      id: 'action',
      header: t('action'),
      cell: ({ action, outcome, actor }) => (
        <span className="block min-w-0">
          <span className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-xs wrap-anywhere sm:text-sm lg:whitespace-nowrap">
              {action}
            </code>
            {outcome === 'refused' && <StatusPill status="failed">{t('refused')}</StatusPill>}
          </span>
          <span className="block text-xs wrap-anywhere text-ink-faint sm:hidden">
            {nameOf(actor)}
          </span>
        </span>
      ),
    },
    {
      id: 'actor',
      header: t('actor'),
      hideBelow: 'sm',
      cell: ({ actor }) => <Actor actor={actor} />,
    },
    {
      id: 'details',
      header: t('details'),
      hideBelow: 'lg',
      cell: ({ detail }) => (
        <span className="line-clamp-2 max-w-96 text-xs wrap-anywhere text-ink-faint">
          {Object.entries(detail)
            .filter(([, value]) => value !== null && value !== '' && value !== false)
            .slice(0, DETAILS)
            .map(([name, value]) => `${name}: ${shown(name, value)}`)
            .join(' · ')}
        </span>
      ),
    },
    {
      id: 'address',
      header: t('address'),
      hideBelow: 'md',
      cell: ({ actor: { address } }) => (
        <span className="font-mono text-xs text-ink-soft">{address}</span>
      ),
    },
  ]
}

/** Times are in the log as numbers. */
function shown(name: string, value: unknown): string {
  const isTime = /(?:At|After|Before|Until)$/.test(name) && typeof value === 'number'
  return isTime ? formatDateTime(new Date(value)) : String(value)
}

function nameOf({ name, kind, id }: AuditEvent['actor']): string {
  return name ?? (kind === 'anonymous' ? '—' : id)
}

/** Whoever has a name is called by it. */
export function Actor({ actor }: { actor: AuditEvent['actor'] }): ReactNode {
  const { t } = useTexts('auditLog')
  const { prefix, kind } = actor
  return (
    <span className="block min-w-0">
      <span className="block wrap-anywhere">{nameOf(actor)}</span>
      <span className="block text-xs text-ink-faint">
        {t(`kinds.${kind}`)}
        {prefix !== null && <span className="font-mono"> {prefix}…</span>}
      </span>
    </span>
  )
}
