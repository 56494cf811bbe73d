import { Link } from '@tanstack/react-router'
import { Columns3 } from 'lucide-react'
import { IconButton } from '../../../kit/button.tsx'
import { Menu } from '../../../kit/menu.tsx'
import { Time } from '../../../kit/time.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { Standing } from '../standing.tsx'
import { useAuthorities } from '../use-authorities.ts'
import type { ReactNode } from 'react'
import type { Column } from '../../../kit/data-table.tsx'
import type { ListedCertificate } from '../types.ts'
import type { ChangeList, ListState } from './list-state.ts'

const OPTIONAL = [
  'authority',
  'status',
  'expires',
  'created',
  'algorithm',
  'channel',
  'serial',
] as const
type Optional = (typeof OPTIONAL)[number]
const USUAL: readonly Optional[] = ['authority', 'status', 'expires', 'created', 'algorithm']

const chosenOf = (columns: string): readonly Optional[] =>
  columns === '' ? USUAL : OPTIONAL.filter((name) => columns.split('.').includes(name))

/** The columns that were chosen; the name always leads. */
export function useColumns(state: ListState): readonly Column<ListedCertificate>[] {
  const { t } = useTexts('certificates')
  const { slug } = useWorkspace()
  const { nameOf } = useAuthorities()
  const optional: Readonly<Record<Optional, Column<ListedCertificate>>> = {
    authority: {
      id: 'authority',
      header: t('column.authority'),
      hideBelow: 'lg',
      className: 'max-w-52 truncate',
      cell: ({ ca_id }) => (
        <Link
          to="/w/$slug/authorities/$authorityId"
          params={{ slug, authorityId: ca_id }}
          className="text-ink-soft hover:text-ink hover:underline"
        >
          {nameOf(ca_id)}
        </Link>
      ),
    },
    status: {
      id: 'status',
      header: t('column.status'),
      hideBelow: 'sm',
      cell: (certificate) => <Standing certificate={certificate} />,
    },
    expires: {
      id: 'expires',
      header: t('column.expires'),
      sortable: true,
      hideBelow: 'sm',
      cell: ({ valid_to }) => <Time at={valid_to} show="date" />,
    },
    created: {
      id: 'created',
      header: t('column.created'),
      sortable: true,
      hideBelow: 'md',
      cell: ({ created_at }) => <Time at={created_at} />,
    },
    algorithm: {
      id: 'algorithm',
      header: t('column.algorithm'),
      hideBelow: 'xl',
      className: 'whitespace-nowrap text-ink-soft',
      cell: ({ key_algorithm }) => key_algorithm,
    },
    channel: {
      id: 'channel',
      header: t('column.channel'),
      hideBelow: 'md',
      className: 'text-ink-soft',
      cell: ({ channel }) => t(`channel.${channel}`),
    },
    serial: {
      id: 'serial',
      header: t('column.serial'),
      hideBelow: 'lg',
      cell: ({ serial_number }) => (
        <span className="font-mono text-xs text-ink-soft" title={serial_number}>
          {serial_number.slice(0, 16)}…
        </span>
      ),
    },
  }
  return [
    {
      id: 'name',
      header: t('column.name'),
      sortable: true,
      className: 'w-full max-w-0 min-w-32 sm:min-w-40',
      cell: (certificate) => <Name certificate={certificate} slug={slug} />,
    },
    ...chosenOf(state.columns).map((name) => optional[name]),
  ]
}

function Name({ certificate, slug }: { certificate: ListedCertificate; slug: string }): ReactNode {
  const others = [...certificate.san_dns, ...certificate.san_ip].filter(
    (name) => name !== certificate.common_name,
  )
  return (
    <div className="min-w-0">
      <Link
        to="/w/$slug/certificates/$certificateId"
        params={{ slug, certificateId: certificate.id }}
        title={certificate.common_name}
        className="block truncate font-medium text-ink hover:underline"
      >
        {certificate.common_name}
      </Link>
      {others.length > 0 && (
        <span className="block truncate text-xs text-ink-faint" title={others.join(', ')}>
          {others.join(', ')}
        </span>
      )}
      {/* Where there is room for one column only, what matters most stands below the name. */}
      <div className="mt-1 sm:hidden">
        <Standing certificate={certificate} />
      </div>
    </div>
  )
}

/** Which columns, and how close the rows stand. */
export function ColumnMenu({ state, change }: { state: ListState; change: ChangeList }): ReactNode {
  const { t } = useTexts('certificates')
  const chosen = chosenOf(state.columns)
  const toggle = (name: Optional): void => {
    const next = OPTIONAL.filter((known) =>
      known === name ? !chosen.includes(name) : chosen.includes(known),
    )
    const isUsual = next.length === USUAL.length && USUAL.every((known) => next.includes(known))
    change({ columns: isUsual ? '' : next.join('.') || 'name' })
  }
  return (
    <Menu
      trigger={
        <IconButton label={t('column.choose')} look="secondary">
          <Columns3 aria-hidden />
        </IconButton>
      }
      sections={[
        {
          label: t('column.shown'),
          items: OPTIONAL.map((name) => ({
            id: name,
            label: t(`column.${name}`),
            checked: chosen.includes(name),
            onSelect: () => toggle(name),
          })),
        },
        {
          label: t('column.density'),
          items: (['comfortable', 'compact'] as const).map((density) => ({
            id: density,
            label: t(`column.${density}`),
            checked: state.density === density,
            onSelect: () => change({ density }),
          })),
        },
      ]}
    />
  )
}
