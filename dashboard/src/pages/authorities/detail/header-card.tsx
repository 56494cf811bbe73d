import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Card, Facts } from '../../../kit/card.tsx'
import { Mono } from '../../../kit/code-block.tsx'
import { Time } from '../../../kit/time.tsx'
import { formatDate, formatNumber } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { lifeGone, standingOf } from '../authority.ts'
import type { ReactNode } from 'react'
import type { ConsoleAuthorityDetail } from '../../../api/wire/shared.gen.ts'
import type { Authority, Standing } from '../authority.ts'

/** What one wants to see first: where it stands, its fingerprint, how long it lasts. */
export function HeaderCard({
  authority,
  path,
  slug,
}: {
  authority: ConsoleAuthorityDetail
  path: readonly Authority[]
  slug: string
}): ReactNode {
  const { t } = useTexts('authorities')
  return (
    <Card>
      <div className="flex flex-col gap-5">
        {path.length > 1 && <Path path={path} slug={slug} />}
        <ValidityBar authority={authority} />
        <Facts
          facts={[
            [
              t('detail.fingerprint'),
              <Mono key="fingerprint" text={inPairs(authority.fingerprint_sha256)} />,
            ],
            [t('detail.key'), authority.key_algorithm],
            [t('detail.pathLength'), pathLengthText(authority, t)],
            [
              t('detail.signing'),
              t(authority.has_passphrase ? 'detail.passphraseYes' : 'detail.passphraseNo'),
            ],
            [t('detail.created'), <Time key="created" at={authority.created_at} show="full" />],
          ]}
        />
      </div>
    </Card>
  )
}

/** AB:CD:…, as OpenSSL and browsers write it. */
export const inPairs = (hex: string): string => hex.replaceAll(/..(?=.)/g, '$&:')

function Path({ path, slug }: { path: readonly Authority[]; slug: string }): ReactNode {
  const { t } = useTexts('authorities')
  return (
    <nav aria-label={t('detail.path')}>
      <ol className="flex flex-wrap items-center gap-1 text-sm text-ink-soft">
        {path.map(({ id, name }, place) => (
          <li key={id} className="flex items-center gap-1">
            {place > 0 && <ChevronRight aria-hidden className="size-3.5 text-ink-faint" />}
            {place === path.length - 1 ? (
              <span aria-current="page" className="font-medium text-ink">
                {name}
              </span>
            ) : (
              <Link
                to="/w/$slug/authorities/$authorityId"
                params={{ slug, authorityId: id }}
                className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
              >
                {name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

const BAR: Readonly<Record<Standing, string>> = {
  active: 'bg-ok',
  expiring: 'bg-warn',
  expired: 'bg-line-strong',
  revoked: 'bg-bad',
  blocked: 'bg-warn',
}

function ValidityBar({ authority }: { authority: ConsoleAuthorityDetail }): ReactNode {
  const { t } = useTexts('authorities')
  const now = Date.now()
  const gone = lifeGone(authority, now)
  const percent = Math.round(gone * 100)
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
        <span>{t('detail.validFrom', { date: formatDate(new Date(authority.valid_from)) })}</span>
        <span>
          {t('detail.validTo', { date: formatDate(new Date(authority.valid_to)) })} (
          <Time at={authority.valid_to} />)
        </span>
      </div>
      <div
        role="meter"
        aria-label={t('detail.validity')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={t('detail.lifeGone', { percent: formatNumber(percent) })}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full ${BAR[standingOf(authority, now)]}`}
          style={{ width: `${Math.max(1, gone * 100)}%` }}
        />
      </div>
    </div>
  )
}

function pathLengthText(
  { path_length: length }: Authority,
  t: ReturnType<typeof useTexts<'authorities'>>['t'],
): string {
  if (length === null) return t('detail.pathLengthUnlimited')
  return length === 0 ? t('detail.pathLengthNone') : t('detail.pathLengthSome', { count: length })
}
