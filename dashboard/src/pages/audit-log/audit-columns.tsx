import { Breakable } from '../../kit/breakable.tsx'
import { StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { formatDateTime } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { namedIn, toldIn } from './event-words.ts'
import type { ReactNode } from 'react'
import type { Column } from '../../kit/data-table.tsx'
import type { AuditEvent } from './use-audit.ts'

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
      cell: ({ action, outcome, actor, detail }) => (
        <span className="block min-w-0">
          <span className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-xs wrap-anywhere sm:text-sm lg:whitespace-nowrap">
              {action}
            </code>
            {outcome === 'refused' && <StatusPill status="failed">{t('refused')}</StatusPill>}
          </span>
          <span className="block text-xs text-ink-soft lg:hidden">
            <Breakable text={namedIn(detail) ?? ''} />
          </span>
          <span className="block text-xs text-ink-faint sm:hidden">
            <Breakable text={nameOf(actor)} />
          </span>
        </span>
      ),
    },
    {
      id: 'details',
      header: t('subject'),
      hideBelow: 'lg',
      className: 'w-2/5 max-w-0',
      cell: ({ detail }) => {
        const named = namedIn(detail)
        const told = toldIn(detail, formatDateTime)
        return (
          <span className="block min-w-0">
            {named !== undefined && (
              <span className="block">
                <Breakable text={named} />
              </span>
            )}
            {told !== '' && <span className="block truncate text-xs text-ink-faint">{told}</span>}
          </span>
        )
      },
    },
    {
      id: 'actor',
      header: t('actor'),
      hideBelow: 'sm',
      cell: ({ actor }) => <Actor actor={actor} />,
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

function nameOf({ name, kind, id }: AuditEvent['actor']): string {
  return name ?? (kind === 'anonymous' ? '—' : id)
}

/** Whoever has a name is called by it. */
export function Actor({ actor }: { actor: AuditEvent['actor'] }): ReactNode {
  const { t } = useTexts('auditLog')
  const { prefix, kind } = actor
  return (
    <span className="block min-w-0">
      <span className="block min-w-32 xl:min-w-44">
        <Breakable text={nameOf(actor)} />
      </span>
      <span className="block text-xs text-ink-faint">
        {t(`kinds.${kind}`)}
        {prefix !== null && <span className="font-mono"> {prefix}…</span>}
      </span>
    </span>
  )
}
