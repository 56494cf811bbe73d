import { Link, useNavigate } from '@tanstack/react-router'
import { DataTable } from '../../kit/data-table.tsx'
import { Time } from '../../kit/time.tsx'
import { formatNumber } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { kindOf } from './authority.ts'
import { ProtectedMark, PublicationPill, StandingPill } from './authority-pills.tsx'
import type { ReactNode } from 'react'
import type { Authority } from './authority.ts'

/** The CAs as rows, each with its parent. */
export function AuthorityTable({
  authorities,
  all = authorities ?? [],
  slug,
  label,
  empty,
}: {
  authorities: readonly Authority[] | undefined
  /** Where parents are looked up. */
  all?: readonly Authority[]
  slug: string
  label: string
  empty?: ReactNode
}): ReactNode {
  const { t } = useTexts('authorities')
  const navigate = useNavigate()
  const nameOf = (id: string | null): string =>
    all.find((authority) => authority.id === id)?.name ?? ''
  return (
    <DataTable
      label={label}
      rows={authorities}
      rowKey={({ id }) => id}
      expectedRows={4}
      empty={empty}
      onOpen={({ id }) =>
        void navigate({
          to: '/w/$slug/authorities/$authorityId',
          params: { slug, authorityId: id },
        })
      }
      columns={[
        {
          id: 'name',
          header: t('columns.name'),
          cell: (authority) => (
            <div className="min-w-40">
              <span className="flex items-center gap-1.5">
                <Link
                  to="/w/$slug/authorities/$authorityId"
                  params={{ slug, authorityId: authority.id }}
                  className="font-medium hover:underline"
                >
                  {authority.name}
                </Link>
                <ProtectedMark authority={authority} />
              </span>
              {/* Where there is room for one column only, what matters most stands below the name. */}
              <div className="mt-1 sm:hidden">
                <StandingPill authority={authority} />
              </div>
            </div>
          ),
        },
        {
          id: 'state',
          header: t('columns.state'),
          hideBelow: 'sm',
          cell: (authority) => <StandingPill authority={authority} />,
        },
        {
          id: 'parent',
          header: t('columns.parent'),
          hideBelow: 'md',
          className: 'text-ink-soft',
          cell: (authority) => {
            const kind = kindOf(authority)
            if (kind === 'root') return t('selfSigned')
            if (kind === 'elsewhere') return t('elsewhere')
            const name = nameOf(authority.parent_ca_id)
            return (
              <span className="block max-w-44 truncate" title={name}>
                {name}
              </span>
            )
          },
        },
        {
          id: 'algorithm',
          header: t('columns.algorithm'),
          hideBelow: 'lg',
          className: 'text-ink-soft whitespace-nowrap',
          cell: ({ key_algorithm: algorithm }) => algorithm,
        },
        {
          id: 'certificates',
          header: t('columns.certificates'),
          align: 'end',
          hideBelow: 'sm',
          cell: ({ active_certificates: count }) => formatNumber(count),
        },
        {
          id: 'published',
          header: t('columns.published'),
          hideBelow: 'xl',
          cell: ({ publication }) => <PublicationPill state={publication} />,
        },
        {
          id: 'expires',
          header: t('columns.expires'),
          hideBelow: 'sm',
          cell: ({ valid_to: end }) => <Time at={end} show="date" />,
        },
      ]}
    />
  )
}
