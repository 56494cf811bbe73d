import { Link } from '@tanstack/react-router'
import { Card } from '../../kit/card.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { Time } from '../../kit/time.tsx'
import { formatDays } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import type { ReactNode } from 'react'
import type { Notice } from './types.ts'

/** The latest warnings, newest first. */
export function Notices({ notices }: { notices: readonly Notice[] }): ReactNode {
  const { t } = useTexts('webhooks')
  return (
    <Card title={t('alerts.notices')} flush>
      <DataTable
        label={t('alerts.notices')}
        bare
        dense
        rows={notices}
        rowKey={(notice) =>
          `${notice.kind} ${notice.subject_id} ${notice.days_before} ${notice.raised_at}`
        }
        empty={<p className="px-4 pb-5 text-ink-soft sm:px-5">{t('alerts.noticesEmpty')}</p>}
        columns={[
          {
            id: 'name',
            header: t('alerts.columns.about'),
            cell: (notice) => <Subject notice={notice} />,
          },
          {
            id: 'ends',
            header: t('alerts.columns.ends'),
            className: 'whitespace-nowrap',
            cell: ({ ends_at: at }) => <Time at={at} />,
          },
          {
            id: 'threshold',
            header: t('alerts.columns.when'),
            hideBelow: 'sm',
            className: 'whitespace-nowrap tabular-nums',
            cell: ({ days_before: days }) => (days > 0 ? formatDays(days) : '—'),
          },
          {
            id: 'raised',
            header: t('alerts.columns.raised'),
            hideBelow: 'md',
            className: 'whitespace-nowrap',
            cell: ({ raised_at: at }) => <Time at={at} />,
          },
        ]}
      />
    </Card>
  )
}

/** What ends, and where to see to it: a list and a responder at their CA. */
function Subject({
  notice: { kind, subject_id: subject, name, ca_id: ca },
}: {
  notice: Notice
}): ReactNode {
  const { t } = useTexts('webhooks')
  const { slug } = useWorkspace()
  const look = 'block rounded-sm font-medium text-ink wrap-anywhere hover:underline'
  return (
    <>
      {kind === 'certificate' ? (
        <Link
          to="/w/$slug/certificates/$certificateId"
          params={{ slug, certificateId: subject }}
          className={look}
        >
          {name}
        </Link>
      ) : (
        <Link
          to="/w/$slug/authorities/$authorityId"
          params={{ slug, authorityId: ca }}
          className={look}
        >
          {name}
        </Link>
      )}
      <span className="block text-xs text-ink-faint">{t(`alerts.kinds.${kind}`)}</span>
    </>
  )
}
