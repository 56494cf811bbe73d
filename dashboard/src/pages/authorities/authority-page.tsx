import { useParams } from '@tanstack/react-router'
import { Ban, Download, Ellipsis, FileStack, RefreshCw, Send } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Menu } from '../../kit/menu.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { call } from '../../api/call.ts'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { fileNameOf, kindOf, pathTo } from './authority.ts'
import { StandingPill } from './authority-pills.tsx'
import { ActivityTab } from './detail/activity-tab.tsx'
import { CertificatesTab } from './detail/certificates-tab.tsx'
import { ChildrenTab } from './detail/children-tab.tsx'
import { DetailsTab } from './detail/details-tab.tsx'
import { HeaderCard } from './detail/header-card.tsx'
import { PublishDialog } from './detail/publish-dialog.tsx'
import { RenewDialog, ReplaceDialog } from './detail/renew-dialog.tsx'
import { RevocationTab } from './detail/revocation-tab.tsx'
import { RevokeDialog } from './detail/revoke-dialog.tsx'
import { TrustTab } from './detail/trust-tab.tsx'
import { download, PEM_TYPE } from './download.ts'
import type { ReactNode } from 'react'
import type { ConsoleAuthorityDetail } from '../../api/wire/shared.gen.ts'
import type { Authority } from './authority.ts'

/** One CA: where it stands, what it signed, what it publishes, and what can be done with it. */
export function AuthorityPage(): ReactNode {
  const { t } = useTexts('authorities')
  const { id: workspaceId } = useWorkspace()
  const { authorityId = '' } = useParams({ strict: false })
  const own = useRead('getAuthority', { path: { workspaceId, authorityId } })
  const list = useRead('listAuthorities', {
    path: { workspaceId },
    query: { includeRevoked: 'true' },
  })
  const error = own.error ?? list.error
  return (
    <>
      {error ? (
        <>
          <PageHeader title={t('title')} />
          <ErrorState
            error={error}
            onRetry={() => {
              void own.refetch()
              void list.refetch()
            }}
          />
        </>
      ) : own.data && list.data ? (
        <Loaded authority={own.data.authority} all={list.data.authorities} />
      ) : (
        <>
          <Skeleton className="mb-5 h-8 w-72" />
          <Skeleton className="h-52 w-full rounded-lg" />
        </>
      )}
    </>
  )
}

const TABS = ['certificates', 'children', 'trust', 'revocation', 'activity', 'details'] as const
type TabName = (typeof TABS)[number]

type Open = 'renew' | 'revoke' | 'publish' | undefined

function Loaded({
  authority,
  all,
}: {
  authority: ConsoleAuthorityDetail
  all: readonly Authority[]
}): ReactNode {
  const { t } = useTexts('authorities')
  const { id: workspaceId, slug, role } = useWorkspace()
  const [{ tab }, setState] = useUrlState({ tab: 'certificates' })
  const [open, setOpen] = useState<Open>(undefined)
  const mayManage = role !== 'member'
  const path = pathTo(authority, all)
  const parent = path.at(-2)
  const signer = parent ?? authority
  const close = (): void => setOpen(undefined)
  const contents: Readonly<Record<TabName, () => ReactNode>> = {
    certificates: () => (
      <CertificatesTab workspaceId={workspaceId} authority={authority} slug={slug} />
    ),
    children: () => (
      <ChildrenTab authority={authority} all={all} slug={slug} mayManage={mayManage} />
    ),
    trust: () => (
      <TrustTab workspaceId={workspaceId} authority={authority} top={path[0] ?? authority} />
    ),
    revocation: () => (
      <RevocationTab
        workspaceId={workspaceId}
        authority={authority}
        mayManage={mayManage}
        onPublish={() => setOpen('publish')}
      />
    ),
    activity: () => <ActivityTab workspaceId={workspaceId} authorityId={authority.id} />,
    details: () => <DetailsTab authority={authority} />,
  }
  const dialog = { workspaceId, authority, onClose: close }
  const Renew = authority.certified_elsewhere ? ReplaceDialog : RenewDialog
  return (
    <>
      <PageHeader
        title={authority.name}
        description={describedAs(authority, t(kindOf(authority)))}
        status={<StandingPill authority={authority} />}
        actions={
          <Actions
            authority={authority}
            workspaceId={workspaceId}
            mayManage={mayManage}
            onOpen={setOpen}
          />
        }
      />
      {authority.unusable_reason !== null && authority.revoked_at === null && (
        <div className="mb-4">
          <Notice tone="warn" title={t('detail.unusable')}>
            {sentence(authority.unusable_reason)}
          </Notice>
        </div>
      )}
      <div className="mb-6">
        <HeaderCard authority={authority} path={path} slug={slug} />
      </div>
      <Tabs
        label={t('detail.tabs.label')}
        value={TABS.find((each) => each === tab) ?? 'certificates'}
        onChange={(next) => setState({ tab: next })}
        tabs={TABS.map((value) => ({
          value,
          label: t(`detail.tabs.${value}`),
          content: value === tab ? contents[value]() : null,
        }))}
      />
      {open === 'renew' && <Renew {...dialog} signer={signer} />}
      {open === 'revoke' && <RevokeDialog {...dialog} signer={signer} all={all} />}
      {open === 'publish' && <PublishDialog {...dialog} />}
    </>
  )
}

function Actions({
  authority,
  workspaceId,
  mayManage,
  onOpen,
}: {
  authority: ConsoleAuthorityDetail
  workspaceId: string
  mayManage: boolean
  onOpen: (open: Open) => void
}): ReactNode {
  const { t } = useTexts('authorities')
  const file = fileNameOf(authority)
  const isRevoked = authority.revoked_at !== null
  const reason = mayManage ? (isRevoked ? t('state.revoked') : undefined) : t('onlyManagers')
  const saveChain = async (): Promise<void> => {
    const path = { workspaceId, authorityId: authority.id }
    const { chain } = await call('getAuthorityChain', { path })
    download(`${file}-chain.pem`, `${chain.join('\n')}\n`, PEM_TYPE)
  }
  return (
    <>
      <Button
        icon={<RefreshCw aria-hidden className="size-4" />}
        disabledReason={reason}
        onClick={() => onOpen('renew')}
      >
        {t('actions.renew')}
      </Button>
      <Button
        look="danger-quiet"
        icon={<Ban aria-hidden className="size-4" />}
        disabledReason={reason}
        onClick={() => onOpen('revoke')}
      >
        {t('actions.revoke')}
      </Button>
      <Menu
        trigger={
          <IconButton label={t('actions.more')} look="secondary">
            <Ellipsis aria-hidden />
          </IconButton>
        }
        sections={[
          {
            items: [
              {
                id: 'certificate',
                label: t('actions.download'),
                icon: <Download aria-hidden className="size-4" />,
                onSelect: () => download(`${file}.pem`, `${authority.certificate_pem}\n`, PEM_TYPE),
              },
              {
                id: 'chain',
                label: t('actions.downloadChain'),
                icon: <FileStack aria-hidden className="size-4" />,
                onSelect: () =>
                  void saveChain().catch((error: unknown) => toast.error(error as Error)),
              },
            ],
          },
          {
            items: [
              {
                id: 'publish',
                label: t('actions.publish'),
                icon: <Send aria-hidden className="size-4" />,
                disabledReason: mayManage ? undefined : t('onlyManagers'),
                onSelect: () => onOpen('publish'),
              },
            ],
          },
        ]}
      />
    </>
  )
}

/** The common name where it says more than the title. */
const describedAs = (authority: Authority, kind: string): string =>
  authority.common_name === authority.name ? kind : `${kind} · ${authority.common_name}`

/** The server's sentences begin in lower case. */
const sentence = (text: string): string => text.replace(/^./u, (letter) => letter.toUpperCase())
