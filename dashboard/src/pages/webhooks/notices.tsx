import { Card } from '../../kit/card.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { formatDays, formatRelative } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Notice } from './types.ts'

/** The latest warnings, newest first. */
export function Notices({ notices }: { notices: readonly Notice[] }): ReactNode {
  const { t } = useTexts('webhooks')
  return (
    <Card title={t('alerts.notices')} flush>
      {notices.length === 0 ? (
        <p className="px-4 pb-5 text-ink-soft sm:px-5">{t('alerts.noticesEmpty')}</p>
      ) : (
        <ul className="divide-y border-t">
          {notices.map((notice) => (
            <li
              key={`${notice.kind} ${notice.subject_id} ${notice.days_before} ${notice.raised_at}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 sm:px-5"
            >
              <Pill tone="warn">{t(`alerts.watched.${notice.kind}`)}</Pill>
              <span className="min-w-0 font-medium break-words">{notice.name}</span>
              {notice.days_before > 0 && <Pill>{formatDays(notice.days_before)}</Pill>}
              <span className="text-sm text-ink-soft">
                {t('alerts.ends', { when: formatRelative(new Date(notice.ends_at)) })}
              </span>
              <span className="ms-auto text-sm text-ink-faint">
                <Time at={notice.raised_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
