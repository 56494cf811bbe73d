import { Link, useNavigate } from '@tanstack/react-router'
import { useRead } from '../../api/queries.ts'
import { Card } from '../../kit/card.tsx'
import { Button } from '../../kit/button.tsx'
import { StatusPill } from '../../kit/pill.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { SessionWorkspace } from '../../api/session.ts'

const SHOWN = 8

/** The last certificates, whoever asked for them. */
export function RecentlyIssued({ workspace }: { workspace: SessionWorkspace }): ReactNode {
  const { t } = useTexts('overview')
  const navigate = useNavigate()
  const { slug } = workspace
  const recent = useRead('listCertificates', {
    path: { workspaceId: workspace.id },
    query: { status: 'all', pageSize: SHOWN },
  })
  return (
    <Card
      flush
      className="overflow-hidden"
      title={t('recent.title')}
      actions={
        <Button look="ghost" size="sm" asChild>
          <Link to="/w/$slug/certificates" params={{ slug }} search={{ status: 'all' }}>
            {t('recent.all')}
          </Link>
        </Button>
      }
    >
      <DataTable
        bare
        label={t('recent.title')}
        expectedRows={SHOWN}
        rows={recent.data?.certificates}
        rowKey={({ id }) => id}
        onOpen={({ id }) =>
          void navigate({
            to: '/w/$slug/certificates/$certificateId',
            params: { slug, certificateId: id },
          })
        }
        columns={[
          {
            id: 'name',
            header: t('recent.name'),
            className: 'w-full max-w-0 min-w-32',
            cell: ({ id, common_name }) => (
              <Link
                to="/w/$slug/certificates/$certificateId"
                params={{ slug, certificateId: id }}
                title={common_name}
                className="block truncate font-medium hover:underline"
              >
                {common_name}
              </Link>
            ),
          },
          {
            id: 'status',
            header: t('recent.status'),
            cell: ({ status }) => <StatusPill status={status} />,
          },
          {
            id: 'channel',
            header: t('recent.channel'),
            hideBelow: 'md',
            cell: ({ channel }) => t(`channel.${channel}`),
          },
          {
            id: 'ends',
            header: t('recent.ends'),
            hideBelow: 'sm',
            cell: ({ valid_to }) => <Time at={valid_to} />,
          },
          {
            id: 'issued',
            header: t('recent.issued'),
            hideBelow: 'sm',
            align: 'end',
            cell: ({ created_at }) => <Time at={created_at} />,
          },
        ]}
      />
    </Card>
  )
}
