import { Link } from '@tanstack/react-router'
import { Card } from '../../../kit/card.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { Time } from '../../../kit/time.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import type { ReactNode } from 'react'
import type { CertificateDetail } from '../types.ts'

type HistoryEvent = CertificateDetail['history'][number]

const KNOWN = [
  'certificate.issued',
  'certificate.renewed',
  'certificate.revoked',
  'certificate.revocationChanged',
  'certificate.released',
  'issuance.refused',
  'revocation.refused',
  'permission.refused',
  'passphrase.refused',
] as const

/** Who did what with this certificate, as the audit log has it. */
export function HistoryTab({ detail }: { detail: CertificateDetail }): ReactNode {
  const { t } = useTexts('certificates')
  if (detail.history.length === 0) {
    return <EmptyState title={t('history.empty')}>{t('history.emptyText')}</EmptyState>
  }
  return (
    <Card flush>
      <ol className="divide-y">
        {detail.history.map((event, place) => (
          <li key={`${event.at} ${place}`} className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-3">
            <Event event={event} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Event({ event }: { event: HistoryEvent }): ReactNode {
  const { t } = useTexts('certificates')
  const { slug } = useWorkspace()
  const known = KNOWN.find((action) => action === event.action)
  const renewedFrom = event.detail['renewedFrom']
  const reason = event.detail['reason']
  return (
    <>
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 text-base">
          {known === undefined ? event.action : t(`history.${historyKey(known)}`)}
          {event.outcome === 'refused' && <Pill tone="bad">{t('history.refused')}</Pill>}
          {typeof reason === 'string' && <Pill>{reason}</Pill>}
        </p>
        <p className="text-sm text-ink-soft">
          {event.actor.name ?? event.actor.id}
          {event.address !== null && ` · ${event.address}`}
          {typeof renewedFrom === 'string' && (
            <>
              {' · '}
              <Link
                to="/w/$slug/certificates/$certificateId"
                params={{ slug, certificateId: renewedFrom }}
                className="text-accent underline"
              >
                {t('history.renewedFrom')}
              </Link>
            </>
          )}
        </p>
      </div>
      <span className="text-sm text-ink-soft">
        <Time at={event.at} />
      </span>
    </>
  )
}

const KEYS = {
  'certificate.issued': 'issued',
  'certificate.renewed': 'renewed',
  'certificate.revoked': 'revoked',
  'certificate.revocationChanged': 'changed',
  'certificate.released': 'released',
  'issuance.refused': 'issuanceRefused',
  'revocation.refused': 'revocationRefused',
  'permission.refused': 'permissionRefused',
  'passphrase.refused': 'passphraseRefused',
} as const satisfies Record<(typeof KNOWN)[number], string>

function historyKey(action: (typeof KNOWN)[number]): (typeof KEYS)[keyof typeof KEYS] {
  return KEYS[action]
}
