import { ShieldCheck, ShieldOff, UserRoundCog } from 'lucide-react'
import { useSession } from '../../api/session.ts'
import { Breakable } from '../../kit/breakable.tsx'
import { Pill, StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { UserMenu } from './user-menu.tsx'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'
import type { Column } from '../../kit/data-table.tsx'
import type { MadeLink } from './setup-link-dialog.tsx'

export type InstanceUser = Output<'listUsers'>['users'][number]

export function useUserColumns(onLink: (made: MadeLink) => void): readonly Column<InstanceUser>[] {
  const { t } = useTexts('instance')
  const { user: oneself } = useSession()
  return [
    {
      id: 'person',
      header: t('users.person'),
      className: 'min-w-40',
      cell: (user) => <Person user={user} isOneself={user.id === oneself.id} />,
    },
    {
      id: 'state',
      header: t('users.state'),
      hideBelow: 'sm',
      cell: (user) => <State user={user} />,
    },
    {
      id: 'secondFactor',
      header: t('users.secondFactor'),
      hideBelow: 'lg',
      cell: ({ has_second_factor: has }) => (
        <Pill tone={has ? 'ok' : 'neutral'} icon={has ? ShieldCheck : ShieldOff}>
          {t(has ? 'users.on' : 'users.off')}
        </Pill>
      ),
    },
    {
      id: 'workspaces',
      header: t('users.workspaces'),
      align: 'end',
      hideBelow: 'md',
      cell: ({ workspaces }) => workspaces,
    },
    {
      id: 'lastSeen',
      header: t('users.lastSeen'),
      hideBelow: 'sm',
      cell: ({ last_seen_at: at }) =>
        at === null ? <span className="text-ink-faint">{t('users.never')}</span> : <Time at={at} />,
    },
    {
      id: 'actions',
      header: t('users.actions', { email: '' }),
      headerHidden: true,
      align: 'end',
      className: 'w-12',
      cell: (user) => <UserMenu user={user} onLink={onLink} />,
    },
  ]
}

function Person({ user, isOneself }: { user: InstanceUser; isOneself: boolean }): ReactNode {
  const { t } = useTexts('instance')
  return (
    <span className="block min-w-0">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">
          <Breakable text={user.email} />
        </span>
        {isOneself && <Pill>{t('users.you')}</Pill>}
        {user.is_operator && (
          <Pill tone="accent" icon={UserRoundCog}>
            {t('users.operator')}
          </Pill>
        )}
      </span>
      {user.name !== '' && <span className="block text-xs text-ink-faint">{user.name}</span>}
      <span className="mt-1 block sm:hidden">
        <State user={user} />
      </span>
    </span>
  )
}

function State({ user }: { user: InstanceUser }): ReactNode {
  const { t } = useTexts('instance')
  if (user.deactivated_at !== null)
    return <StatusPill status="disabled">{t('users.deactivated')}</StatusPill>
  return user.can_sign_in ? (
    <StatusPill status="active">{t('users.active')}</StatusPill>
  ) : (
    <StatusPill status="pending">{t('users.waiting')}</StatusPill>
  )
}
