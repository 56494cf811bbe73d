import { CircleCheck, RefreshCw, Send, TriangleAlert } from 'lucide-react'
import { useAct, useRead } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Card, Facts } from '../../../kit/card.tsx'
import { Mono } from '../../../kit/code-block.tsx'
import { DataTable } from '../../../kit/data-table.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { Skeleton } from '../../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../../kit/states.tsx'
import { Time } from '../../../kit/time.tsx'
import { formatDateTime, formatNumber } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { PublicationPill } from '../authority-pills.tsx'
import type { ReactNode } from 'react'
import type {
  CheckAuthorityPublicationResponse,
  GetAuthorityPublicationResponse,
} from '../../../api/wire/certificate-authorities-answers.gen.ts'
import type { Authority } from '../authority.ts'

/** What relying parties are told, as it is recorded, and as they find it. */
export function RevocationTab({
  workspaceId,
  authority,
  mayManage,
  onPublish,
}: {
  workspaceId: string
  authority: Authority
  mayManage: boolean
  onPublish: () => void
}): ReactNode {
  const { t } = useTexts('authorities')
  const path = { workspaceId, authorityId: authority.id }
  const { data, error, refetch } = useRead('getAuthorityPublication', { path })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton className="h-64 w-full rounded-lg" />
  const { publication } = data
  return (
    <div className="flex flex-col gap-5">
      <section>
        <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
          <h2 className="font-semibold">{t('revocation.lists')}</h2>
          <Button
            icon={<Send aria-hidden className="size-4" />}
            disabledReason={mayManage ? undefined : t('onlyManagers')}
            onClick={onPublish}
          >
            {t('actions.publish')}
          </Button>
        </div>
        <Lists lists={publication.lists} />
      </section>
      <Check workspaceId={workspaceId} authorityId={authority.id} />
      <div className="grid gap-5 lg:grid-cols-2">
        <Card title={t('revocation.ocsp')}>
          {publication.responder === null ? (
            <p className="text-ink-soft">{t('revocation.responderNone')}</p>
          ) : (
            <Facts
              facts={[
                [
                  t('columns.state'),
                  <PublicationPill key="state" state={publication.responder.state} />,
                ],
                [
                  t('revocation.responder'),
                  <Time key="since" at={publication.responder.created_at} show="full" />,
                ],
                [
                  t('revocation.responderUntil'),
                  <Time key="until" at={publication.responder.valid_to} show="full" />,
                ],
              ]}
            />
          )}
        </Card>
        <Card title={t('revocation.addresses')}>
          <Facts
            facts={[
              [t('revocation.crlUrl'), <Mono key="crl" text={publication.lists[0]?.url ?? ''} />],
              [t('revocation.ocspUrl'), <Mono key="ocsp" text={publication.ocsp_url} />],
              [
                t('revocation.certificateUrl'),
                <Mono key="certificate" text={publication.certificate_url} />,
              ],
            ]}
          />
          {!publication.is_configured && (
            <div className="mt-3">
              <Notice tone="warn">{t('revocation.notConfigured')}</Notice>
            </div>
          )}
        </Card>
      </div>
    </div>
  )
}

type List = GetAuthorityPublicationResponse['publication']['lists'][number]

function Lists({ lists }: { lists: readonly List[] }): ReactNode {
  const { t } = useTexts('authorities')
  const never = <span className="text-ink-faint">{t('revocation.never')}</span>
  return (
    <DataTable
      label={t('revocation.lists')}
      dense
      rows={lists}
      rowKey={({ shard }) => String(shard)}
      columns={[
        {
          id: 'list',
          header: t('revocation.list'),
          cell: ({ shard, url }) => (
            <a href={url} className="font-medium hover:underline">
              {shard === 0 ? t('revocation.whole') : t('revocation.shard', { number: shard })}
            </a>
          ),
        },
        {
          id: 'state',
          header: t('columns.state'),
          cell: ({ state }) => <PublicationPill state={state} />,
        },
        {
          id: 'number',
          header: t('revocation.number'),
          align: 'end',
          hideBelow: 'sm',
          cell: ({ number }) => (number === 0 ? never : number),
        },
        {
          id: 'signed',
          header: t('revocation.signed'),
          hideBelow: 'md',
          cell: ({ this_update: at }) => (at === null ? never : <Time at={at} />),
        },
        {
          id: 'next',
          header: t('revocation.next'),
          cell: ({ next_update: at }) => (at === null ? never : <Time at={at} />),
        },
        {
          id: 'size',
          header: t('revocation.size'),
          align: 'end',
          hideBelow: 'sm',
          cell: ({ octets }) => `${formatNumber(octets)} B`,
        },
      ]}
    />
  )
}

/** The look from outside. */
function Check({
  workspaceId,
  authorityId,
}: {
  workspaceId: string
  authorityId: string
}): ReactNode {
  const { t } = useTexts('authorities')
  const check = useAct('checkAuthorityPublication', { toastsErrors: true })
  return (
    <Card
      title={t('revocation.checkTitle')}
      description={t('revocation.checkText')}
      actions={
        <Button
          icon={<RefreshCw aria-hidden className="size-4" />}
          busy={check.isPending}
          onClick={() => check.mutate({ path: { workspaceId, authorityId } })}
        >
          {t('actions.check')}
        </Button>
      }
    >
      {check.data && <Findings checked={check.data} />}
    </Card>
  )
}

const FAULTS = [
  'unreachable',
  'httpStatus',
  'malformed',
  'refused',
  'badSignature',
  'wrongAnswer',
  'notYetValid',
  'expired',
  'aging',
] as const

function Findings({ checked }: { checked: CheckAuthorityPublicationResponse }): ReactNode {
  const { t } = useTexts('authorities')
  const { findings, checked_at: at } = checked
  const faults = findings.filter(({ fault }) => fault !== null).length
  const said =
    findings.length === 0
      ? t('revocation.nothing')
      : faults === 0
        ? t('revocation.allGood')
        : t('revocation.faults', { count: faults })
  return (
    <div role="status" className="flex flex-col gap-3">
      <p className="font-medium">
        {said}{' '}
        <span className="font-normal text-ink-faint">
          <Time at={at} words={(when) => t('revocation.checked', { when })} />
        </span>
      </p>
      <ul className="flex flex-col divide-y">
        {findings.map(({ kind, url, fault, valid_to: until }) => {
          const known = FAULTS.find((each) => each === fault?.kind)
          return (
            <li key={url} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              {fault === null ? (
                <Pill tone="ok" icon={CircleCheck}>
                  {t('revocation.good')}
                </Pill>
              ) : (
                <Pill tone={fault.kind === 'aging' ? 'warn' : 'bad'} icon={TriangleAlert}>
                  {known === undefined ? fault.kind : t(`revocation.fault.${known}`)}
                </Pill>
              )}
              <span className="font-medium">
                {t(kind === 'ocsp' ? 'revocation.ocsp' : 'revocation.list')}
              </span>
              <span className="min-w-0 font-mono text-xs break-all text-ink-soft">{url}</span>
              <span className="text-sm text-ink-faint">
                {fault?.detail ??
                  (until === null
                    ? ''
                    : t('revocation.goodUntil', { date: formatDateTime(new Date(until)) }))}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
