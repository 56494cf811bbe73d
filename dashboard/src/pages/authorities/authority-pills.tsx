import { CircleCheck, Clock, KeyRound, LockKeyhole, TriangleAlert } from 'lucide-react'
import { Pill, StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { standingOf } from './authority.ts'
import type { ReactNode } from 'react'
import type { Tone } from '../../kit/pill.tsx'
import type { LucideIcon } from 'lucide-react'
import type { Authority } from './authority.ts'

/** How a CA stands: icon, word and colour. */
export function StandingPill({ authority }: { authority: Authority }): ReactNode {
  const { t } = useTexts('authorities')
  const standing = standingOf(authority, Date.now())
  switch (standing) {
    case 'expiring':
      return (
        <StatusPill status="expiring">
          <Time at={authority.valid_to} words={(when) => t('state.expiring', { when })} />
        </StatusPill>
      )
    case 'blocked':
      return (
        <Pill tone="warn" icon={TriangleAlert}>
          {t('state.blocked')}
        </Pill>
      )
    default:
      return <StatusPill status={standing}>{t(`state.${standing}`)}</StatusPill>
  }
}

const PUBLICATION: Readonly<Record<Authority['publication'], readonly [Tone, LucideIcon]>> = {
  current: ['ok', CircleCheck],
  due: ['accent', Clock],
  waiting: ['warn', KeyRound],
  expired: ['bad', TriangleAlert],
  missing: ['bad', TriangleAlert],
}

/** How fresh what a CA publishes is. */
export function PublicationPill({ state }: { state: Authority['publication'] }): ReactNode {
  const { t } = useTexts('authorities')
  const [tone, icon] = PUBLICATION[state]
  return (
    <Pill tone={tone} icon={icon}>
      {t(`publication.${state}`)}
    </Pill>
  )
}

/** Beside the name of a CA whose key opens with a passphrase only. */
export function ProtectedMark({ authority }: { authority: Authority }): ReactNode {
  const { t } = useTexts('authorities')
  if (!authority.has_passphrase) return null
  return (
    <LockKeyhole
      aria-label={t('picture.protected')}
      role="img"
      className="size-3.5 shrink-0 text-ink-faint"
    />
  )
}
