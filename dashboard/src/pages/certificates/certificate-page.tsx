import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Ban, Download, RefreshCw, Undo2 } from 'lucide-react'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { Described } from './described.tsx'
import { ChainTab } from './detail/chain-tab.tsx'
import { DownloadTab } from './detail/download-tab.tsx'
import { HistoryTab } from './detail/history-tab.tsx'
import { InstallSteps } from './detail/install-steps.tsx'
import { OverviewTab } from './detail/overview-tab.tsx'
import { RenewDrawer } from './detail/renew-drawer.tsx'
import { RevokeDialog } from './detail/revoke-dialog.tsx'
import { Standing } from './standing.tsx'
import type { ReactNode } from 'react'
import type { CertificateDetail } from './types.ts'

const TABS = ['overview', 'chain', 'details', 'download', 'install', 'history'] as const

/** One certificate: what it is, what it says, where it goes, and what became of it. */
export function CertificatePage(): ReactNode {
  const { t } = useTexts('certificates')
  const { id: workspaceId } = useWorkspace()
  const { certificateId = '' } = useParams({ strict: false })
  const found = useRead('getCertificate', { path: { workspaceId, id: certificateId } })
  if (found.error) {
    return (
      <>
        <PageHeader title={t('title')} />
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      </>
    )
  }
  if (found.data === undefined) return <Loading />
  return <Loaded key={certificateId} detail={found.data} />
}

function Loaded({ detail }: { detail: CertificateDetail }): ReactNode {
  const { t } = useTexts('certificates')
  const { slug } = useWorkspace()
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const [{ tab }, setState] = useUrlState({ tab: 'overview' })
  const { certificate } = detail
  const open = (what: 'renew' | 'revoke' | undefined): void =>
    void navigate({
      to: '.',
      replace: true,
      search: (previous: object) =>
        ({
          ...previous,
          renew: what === 'renew' ? '' : undefined,
          revoke: what === 'revoke' ? '' : undefined,
        }) as never,
    })
  return (
    <>
      <PageHeader
        title={certificate.common_name}
        status={<Standing certificate={certificate} atLength />}
        actions={
          <Actions detail={detail} onOpen={open} onDownload={() => setState({ tab: 'download' })} />
        }
      />
      {certificate.replaced_by !== null && (
        <div className="mb-4">
          <Notice title={t('detail.replaced')}>
            <Link
              to="/w/$slug/certificates/$certificateId"
              params={{ slug, certificateId: certificate.replaced_by }}
              className="underline"
            >
              {t('detail.toReplacement')}
            </Link>
          </Notice>
        </div>
      )}
      <Tabs
        label={certificate.common_name}
        value={TABS.find((known) => known === tab) ?? 'overview'}
        onChange={(next) => setState({ tab: next })}
        tabs={[
          { value: 'overview', label: t('tab.overview'), content: <OverviewTab detail={detail} /> },
          { value: 'chain', label: t('tab.chain'), content: <ChainTab detail={detail} /> },
          {
            value: 'details',
            label: t('tab.details'),
            content: <Described object={detail.decoded} />,
          },
          { value: 'download', label: t('tab.download'), content: <DownloadTab detail={detail} /> },
          {
            value: 'install',
            label: t('tab.install'),
            content: (
              <Card>
                <InstallSteps commonName={certificate.common_name} />
              </Card>
            ),
          },
          { value: 'history', label: t('tab.history'), content: <HistoryTab detail={detail} /> },
        ]}
      />
      {'renew' in search && <RenewDrawer detail={detail} onClose={() => open(undefined)} />}
      {'revoke' in search && <RevokeDialog detail={detail} onClose={() => open(undefined)} />}
    </>
  )
}

function Actions({
  detail: { certificate },
  onOpen,
  onDownload,
}: {
  detail: CertificateDetail
  onOpen: (what: 'renew' | 'revoke') => void
  onDownload: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const { id: workspaceId } = useWorkspace()
  const release = useAct('releaseCertificate', {
    refreshes: ['getCertificate', 'listCertificates'],
    toastsErrors: true,
  })
  const { status } = certificate
  const isRevoked = status === 'revoked' || status === 'held'
  return (
    <>
      <Button icon={<Download aria-hidden className="size-4" />} onClick={onDownload}>
        {t('download.open')}
      </Button>
      {status === 'held' && (
        <Button
          icon={<Undo2 aria-hidden className="size-4" />}
          busy={release.isPending}
          onClick={() => release.mutate({ path: { workspaceId, id: certificate.id } })}
        >
          {t('release')}
        </Button>
      )}
      <Button
        look="danger-quiet"
        icon={<Ban aria-hidden className="size-4" />}
        disabledReason={
          status === 'revoked' && certificate.revocation_reason === 'keyCompromise'
            ? t('detail.alreadyRevoked')
            : undefined
        }
        onClick={() => onOpen('revoke')}
      >
        {t('revoke')}
      </Button>
      <Button
        look="primary"
        icon={<RefreshCw aria-hidden className="size-4" />}
        disabledReason={isRevoked ? t('detail.notRenewable') : undefined}
        onClick={() => onOpen('renew')}
      >
        {t('renew')}
      </Button>
    </>
  )
}

function Loading(): ReactNode {
  return (
    <div aria-busy>
      <Skeleton className="mb-3 h-7 w-72" />
      <Skeleton className="mb-6 h-9 w-full max-w-xl" />
      <Skeleton className="h-80 w-full" />
    </div>
  )
}
