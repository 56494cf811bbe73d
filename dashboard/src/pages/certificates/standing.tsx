import { StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { REASONS } from './types.ts'
import type { ReactNode } from 'react'
import type { ListedCertificate } from './types.ts'

type Shown = Pick<ListedCertificate, 'status' | 'valid_to' | 'revocation_reason'>

/** Which words are said of each status, around the moment of expiry. */
const WORDS = {
  active: 'standing.activeExpires',
  expiring: 'standing.expires',
  expired: 'standing.expired',
  replaced: 'standing.replaced',
} as const

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
  if (status === 'held' || (!atLength && status !== 'expiring'))
    return <StatusPill status={status} />
  if (status === 'revoked') {
    const reason = REASONS.find((known) => known === revocation_reason)
    return (
      <StatusPill status={status}>
        {reason === undefined || reason === 'unspecified'
          ? undefined
          : t('standing.revoked', { reason: t(`reason.name.${reason}`) })}
      </StatusPill>
    )
  }
  return (
    <StatusPill status={status}>
      <Time at={valid_to} words={(when) => t(WORDS[status], { when })} />
    </StatusPill>
  )
}
