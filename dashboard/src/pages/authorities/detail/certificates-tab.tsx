import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowRight, Plus } from 'lucide-react'
import { useRead } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { DataTable } from '../../../kit/data-table.tsx'
import { EmptyState, ErrorState } from '../../../kit/states.tsx'
import { Time } from '../../../kit/time.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { Standing } from '../../certificates/standing.tsx'
import type { ReactNode } from 'react'
import type { Authority } from '../authority.ts'

const NEWEST = 8

/** How many there are, the newest of them, and the way to all. */
export function CertificatesTab({
  workspaceId,
  authority,
  slug,
}: {
  workspaceId: string
  authority: Authority
  slug: string
}): ReactNode {
  const { t } = useTexts('authorities')
  const navigate = useNavigate()
  const { active_certificates: count, unusable_reason: reason, id } = authority
  const { data, error, refetch } = useRead('listCertificates', {
    path: { workspaceId },
    query: { caId: id, status: 'all', sort: 'created', direction: 'desc', pageSize: NEWEST },
  })
  const issue = <IssueButton id={id} slug={slug} reason={reason} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <div className="flex flex-col gap-3">
      {data?.total !== 0 && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-ink-soft">
            {count === 0 ? t('detail.certificatesNone') : t('detail.certificatesText', { count })}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button asChild>
              <Link to="/w/$slug/certificates" params={{ slug }} search={{ caId: id }}>
                {t('detail.allCertificates')}
                <ArrowRight aria-hidden className="size-4" />
              </Link>
            </Button>
            {issue}
          </div>
        </div>
      )}
      <DataTable
        label={t('detail.certificatesRecent')}
        rows={data?.certificates}
        rowKey={(certificate) => certificate.id}
        expectedRows={3}
        empty={<EmptyState title={t('detail.certificatesNone')} actions={issue} />}
        onOpen={(certificate) =>
          void navigate({
            to: '/w/$slug/certificates/$certificateId',
            params: { slug, certificateId: certificate.id },
          })
        }
        columns={[
          {
            id: 'name',
            header: t('columns.name'),
            cell: (certificate) => (
              <Link
                to="/w/$slug/certificates/$certificateId"
                params={{ slug, certificateId: certificate.id }}
                className="font-medium break-all hover:underline"
              >
                {certificate.common_name}
              </Link>
            ),
          },
          {
            id: 'state',
            header: t('columns.state'),
            cell: (certificate) => <Standing certificate={certificate} />,
          },
          {
            id: 'created',
            header: t('detail.issued'),
            hideBelow: 'sm',
            cell: ({ created_at: at }) => <Time at={at} />,
          },
          {
            id: 'expires',
            header: t('columns.expires'),
            hideBelow: 'sm',
            cell: ({ valid_to: end }) => <Time at={end} show="date" />,
          },
        ]}
      />
    </div>
  )
}

function IssueButton({
  id,
  slug,
  reason,
}: {
  id: string
  slug: string
  reason: string | null
}): ReactNode {
  const { t } = useTexts('authorities')
  const icon = <Plus aria-hidden className="size-4" />
  if (reason !== null) {
    return (
      <Button look="primary" icon={icon} disabledReason={reason}>
        {t('detail.issue')}
      </Button>
    )
  }
  return (
    <Button look="primary" asChild>
      <Link to="/w/$slug/certificates" params={{ slug }} search={{ issue: '', caId: id }}>
        {icon}
        {t('detail.issue')}
      </Link>
    </Button>
  )
}
