import { ShieldCheck, ShieldOff, UserRoundCog } from 'lucide-react'
import { useSession } from '../../api/session.ts'
import { Pill, StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { UserMenu } from './user-menu.tsx'
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
      cell: ({ id, email, name, is_operator: isOperator }) => (
        <span className="block min-w-0">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-medium wrap-anywhere">{email}</span>
            {id === oneself.id && <Pill>{t('users.you')}</Pill>}
            {isOperator && (
              <Pill tone="accent" icon={UserRoundCog}>
                {t('users.operator')}
              </Pill>
            )}
          </span>
          {name !== '' && <span className="block text-xs text-ink-faint">{name}</span>}
        </span>
      ),
    },
    {
      id: 'state',
      header: t('users.state'),
      cell: ({ deactivated_at: deactivated, can_sign_in: canSignIn }) => {
        if (deactivated !== null)
          return <StatusPill status="disabled">{t('users.deactivated')}</StatusPill>
        return canSignIn ? (
          <StatusPill status="active">{t('users.active')}</StatusPill>
        ) : (
          <StatusPill status="pending">{t('users.waiting')}</StatusPill>
        )
      },
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
