import { StatusPill } from '../../kit/pill.tsx'
import { formatRelative } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { ListedCertificate } from './types.ts'

type Shown = Pick<ListedCertificate, 'status' | 'valid_to' | 'revocation_reason'>

/** What a certificate is now; at length it also says until when, or why. */
export function Standing({
  certificate,
  atLength = false,
}: {
  certificate: Shown
  atLength?: boolean
}): ReactNode {
  const { t } = useTexts('certificates')
  const { status, valid_to, revocation_reason } = certificate
  const when = formatRelative(new Date(valid_to))
  if (!atLength) {
    return (
      <StatusPill status={status}>
        {status === 'expiring' ? t('standing.expires', { when }) : undefined}
      </StatusPill>
    )
  }
  const words = {
    active: t('standing.activeExpires', { when }),
    expiring: t('standing.expires', { when }),
    expired: t('standing.expired', { when }),
    revoked: t('standing.revoked', { reason: revocation_reason ?? '' }),
    held: undefined,
    replaced: t('standing.replaced', { when }),
  }[status]
  return <StatusPill status={status}>{words}</StatusPill>
}
