import { Button } from '../../kit/button.tsx'
import { Facts } from '../../kit/card.tsx'
import { CodeBlock, Mono } from '../../kit/code-block.tsx'
import { Drawer } from '../../kit/dialog.tsx'
import { StatusPill } from '../../kit/pill.tsx'
import { formatDateTime, formatUtc } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Actor } from './audit-columns.tsx'
import type { ReactNode } from 'react'
import type { AuditEvent, AuditFilter } from './use-audit.ts'

/** All that one event says, and from there to what belongs to it. */
export function EventDrawer({
  event,
  onClose,
  onFilter,
}: {
  event: AuditEvent
  onClose: () => void
  onFilter: (change: Partial<AuditFilter>) => void
}): ReactNode {
  const { t } = useTexts('auditLog')
  const { actor, subject } = event
  const at = new Date(event.at)
  return (
    <Drawer
      open
      onClose={onClose}
      title={<code className="font-mono">{event.action}</code>}
      footer={
        <>
          {subject !== null && (
            <Button onClick={() => onFilter({ subject })}>{t('onlySubject')}</Button>
          )}
          <Button onClick={() => onFilter({ actor: actor.id })}>{t('onlyThis')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {event.outcome === 'refused' && (
          <div>
            <StatusPill status="failed">{t('refused')}</StatusPill>
          </div>
        )}
        <Facts
          facts={[
            [
              t('when'),
              <span key="at">
                {formatDateTime(at)}
                <span className="block text-sm text-ink-faint">{formatUtc(at)}</span>
              </span>,
            ],
            [t('actor'), <Actor key="actor" actor={actor} />],
            ['ID', <Mono key="id" text={actor.id} />],
            [t('address'), actor.address === null ? '—' : <Mono key="from" text={actor.address} />],
            [t('on'), subject === null ? '—' : <Mono key="subject" text={subject} />],
            [
              t('request'),
              event.request_id === null ? '—' : <Mono key="request" text={event.request_id} />,
            ],
          ]}
        />
        <CodeBlock label={t('event')} code={JSON.stringify(event, null, 2)} wrap maxLines={24} />
      </div>
    </Drawer>
  )
}
