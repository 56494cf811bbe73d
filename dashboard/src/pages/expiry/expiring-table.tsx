import { Link } from '@tanstack/react-router'
import { DataTable } from '../../kit/data-table.tsx'
import { StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { urgencyOf } from './days.ts'
import type { ReactNode } from 'react'
import type { Expiring } from './types.ts'

/** Certificates by when they end: the list, and what charts show as a table. */
export function ExpiringTable({
  certificates,
  empty,
}: {
  certificates: readonly Expiring[] | undefined
  empty?: ReactNode
}): ReactNode {
  const { t } = useTexts('expiry')
  const { slug } = useWorkspace()
  return (
    <DataTable
      label={t('title')}
      rows={certificates}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          id: 'name',
          header: t('list.columns.name'),
          className: 'max-w-0 w-full min-w-36',
          cell: (row) => (
            <>
              <Link
                to="/w/$slug/certificates/$certificateId"
                params={{ slug, certificateId: row.id }}
                className="block rounded-sm font-medium text-ink wrap-anywhere hover:underline sm:truncate"
              >
                {row.common_name}
              </Link>
              <span className="mt-1 flex items-center justify-between gap-2 text-xs text-ink-faint sm:hidden">
                <Time at={row.valid_to} show="date" />
                <ExpiringState certificate={row} />
              </span>
            </>
          ),
        },
        {
          id: 'authority',
          header: t('list.columns.authority'),
          hideBelow: 'md',
          className: 'whitespace-nowrap',
          cell: ({ ca_name }) => ca_name,
        },
        {
          id: 'algorithm',
          header: t('list.columns.algorithm'),
          hideBelow: 'lg',
          className: 'whitespace-nowrap',
          cell: ({ key_algorithm }) => key_algorithm,
        },
        {
          id: 'ends',
          header: t('list.columns.ends'),
          hideBelow: 'sm',
          className: 'whitespace-nowrap',
          cell: ({ valid_to }) => <Time at={valid_to} show="date" />,
        },
        {
          id: 'state',
          header: t('list.columns.state'),
          hideBelow: 'sm',
          className: 'whitespace-nowrap',
          cell: (row) => <ExpiringState certificate={row} />,
        },
      ]}
    />
  )
}

const STATUS = { over: 'expired', soon: 'expiring', near: 'expiring', far: 'active' } as const

function ExpiringState({ certificate }: { certificate: Expiring }): ReactNode {
  const { t } = useTexts('expiry')
  if (certificate.replaced) return <StatusPill status="replaced" />
  const urgency = urgencyOf(certificate.valid_to, Date.now())
  return (
    <StatusPill status={STATUS[urgency]}>
      <Time
        at={certificate.valid_to}
        words={(when) => t(urgency === 'over' ? 'ended' : 'ends', { when })}
      />
    </StatusPill>
  )
}
