import { Link } from '@tanstack/react-router'
import { BellOff, CalendarX2, CircleCheck, Clock, ListX, ShieldAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useRead } from '../../api/queries.ts'
import { Skeleton } from '../../kit/skeleton.tsx'
import { Time } from '../../kit/time.tsx'
import { attentionHeight, rememberAttentionHeight } from '../../preferences/attention-height.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { since } from './filters.ts'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'
import type { SessionWorkspace } from '../../api/session.ts'
import type { Filter } from './filters.ts'
import type { Overview } from './overview.ts'

type Ending = Overview['attention']['expired']

/** What it publishes asks for somebody; a list that is merely due is published by the server itself. */
const isLate = ({ publication }: Overview['attention']['authorities'][number]): boolean =>
  publication !== 'current' && publication !== 'due'

/** First on the page: what somebody must do something about, the worst first. */
export function Attention({
  workspace,
  overview,
}: {
  workspace: SessionWorkspace
  overview: Overview | undefined
}): ReactNode {
  const { t } = useTexts('overview')
  const { slug } = workspace
  const webhooks = useFailingWebhooks(workspace)
  const jobs = useFailedJobs(workspace)
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    if (frame.current !== null) rememberAttentionHeight(slug, frame.current.offsetHeight)
  })
  if (overview === undefined) {
    return (
      <div className="h-18.5" style={{ height: attentionHeight(slug) }}>
        <Skeleton className="size-full rounded-lg" />
      </div>
    )
  }
  const { expired, urgent, authorities } = overview.attention
  const warnings = authorities.length + webhooks.length + jobs.length
  if (expired.total === 0 && urgent.total === 0 && warnings === 0) {
    return (
      <section
        ref={frame}
        className="flex items-center gap-3.5 rounded-lg border bg-surface px-4 py-3.5 shadow-card sm:px-5"
      >
        <CircleCheck aria-hidden className="size-5 shrink-0 text-ok" />
        <div>
          <h2 className="text-base font-semibold">{t('attention.none')}</h2>
          <p className="text-sm text-ink-faint">{t('attention.noneHint')}</p>
        </div>
      </section>
    )
  }
  return (
    <section ref={frame} className="overflow-hidden rounded-lg border bg-surface shadow-card">
      <h2 className="px-4 pt-3.5 pb-2 text-base font-semibold sm:px-5">{t('attention.title')}</h2>
      <ul className="divide-y">
        {expired.total > 0 && (
          <Certificates
            slug={slug}
            icon={CalendarX2}
            tone="bad"
            title={t('attention.expired', { count: expired.total })}
            ending={expired}
            filter={{ status: 'expired', replaced: 'no', expiresFrom: since(overview.at, -30) }}
          />
        )}
        {authorities.map((authority) => (
          <Row
            key={authority.id}
            icon={ShieldAlert}
            tone={authority.publication === 'expired' ? 'bad' : 'warn'}
          >
            <Link
              to="/w/$slug/authorities/$authorityId"
              params={{ slug, authorityId: authority.id }}
              className="inline-block min-h-6 font-medium hover:underline"
            >
              {authority.name}
            </Link>
            <p className="text-sm text-ink-soft">
              {authority.expires && (
                <Time
                  at={authority.valid_to}
                  words={(when) => t('attention.authorityEnds', { when })}
                />
              )}
              {authority.expires && isLate(authority) && ' · '}
              {isLate(authority) && t(`attention.publication.${authority.publication}`)}
            </p>
          </Row>
        ))}
        {webhooks.map(({ id, url, failing_since }) => (
          <Row key={id} icon={BellOff} tone="warn">
            <Link
              to="/w/$slug/webhooks"
              params={{ slug }}
              className="inline-block min-h-6 font-medium break-all hover:underline"
            >
              {url}
            </Link>
            <p className="text-sm text-ink-soft">
              <Time at={failing_since ?? 0} words={(when) => t('attention.webhook', { when })} />
            </p>
          </Row>
        ))}
        {jobs.map(({ id, kind, failed, total }) => (
          <Row key={id} icon={ListX} tone="warn">
            <Link
              to="/w/$slug/jobs"
              params={{ slug }}
              className="inline-block min-h-6 font-medium hover:underline"
            >
              {t(`attention.job.${kind}`, { count: failed })}
            </Link>
            <p className="text-sm text-ink-soft">{t('attention.jobOf', { failed, total })}</p>
          </Row>
        ))}
        {urgent.total > 0 && (
          <Certificates
            slug={slug}
            icon={Clock}
            tone="warn"
            title={t('attention.urgent', { count: urgent.total })}
            ending={urgent}
            filter={{ expiresTo: since(overview.at, 7), sort: 'expires', direction: 'asc' }}
          />
        )}
      </ul>
    </section>
  )
}

function Certificates({
  slug,
  icon,
  tone,
  title,
  ending,
  filter,
}: {
  slug: string
  icon: LucideIcon
  tone: 'bad' | 'warn'
  title: string
  ending: Ending
  filter: Filter
}): ReactNode {
  const { t } = useTexts('overview')
  const more = ending.total - ending.certificates.length
  return (
    <Row icon={icon} tone={tone}>
      <Link
        to="/w/$slug/certificates"
        params={{ slug }}
        search={filter}
        className="inline-block min-h-6 font-medium hover:underline"
      >
        {title}
      </Link>
      <ul className="mt-0.5 flex flex-wrap gap-x-5 text-sm leading-6 text-ink-soft">
        {ending.certificates.map(({ id, common_name, valid_to }) => (
          <li key={id} className="flex max-w-full min-w-0 gap-1.5">
            <Link
              to="/w/$slug/certificates/$certificateId"
              params={{ slug, certificateId: id }}
              className="truncate text-ink hover:underline"
            >
              {common_name}
            </Link>
            <span className="shrink-0 text-ink-faint">
              <Time at={valid_to} />
            </span>
          </li>
        ))}
        {more > 0 && (
          <li>
            <Link
              to="/w/$slug/certificates"
              params={{ slug }}
              search={filter}
              className="inline-block text-ink-faint hover:text-ink hover:underline"
            >
              {t('attention.more', { count: more })}
            </Link>
          </li>
        )}
      </ul>
    </Row>
  )
}

function Row({
  icon: Icon,
  tone,
  children,
}: {
  icon: LucideIcon
  tone: 'bad' | 'warn'
  children: ReactNode
}): ReactNode {
  return (
    <li className="flex gap-3.5 px-4 py-3 sm:px-5">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4.5 shrink-0 ${tone === 'bad' ? 'text-bad' : 'text-warn'}`}
      />
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  )
}

type Webhook = Output<'listWebhooks'>['webhooks'][number]
type Job = Output<'listJobs'>['jobs'][number]

/** Only owners and admins see webhooks. */
function useFailingWebhooks({ id, role }: SessionWorkspace): readonly Webhook[] {
  const path = { workspaceId: id }
  const { data } = useRead('listWebhooks', { path }, { enabled: role !== 'member' })
  return data?.webhooks.filter((hook) => hook.enabled && hook.failing_since !== null) ?? []
}

const RECENT = 7 * 86_400_000

function useFailedJobs({ id }: SessionWorkspace): readonly Job[] {
  const { data } = useRead('listJobs', { path: { workspaceId: id } })
  const isRecent = ({ finished_at }: Job): boolean =>
    finished_at !== null && Date.now() - Date.parse(finished_at) < RECENT
  return data?.jobs.filter((job) => job.failed > 0 && isRecent(job)).slice(0, 3) ?? []
}
