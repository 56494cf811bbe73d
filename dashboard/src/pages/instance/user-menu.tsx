import { Ellipsis, Link2, UserRoundCheck, UserRoundCog, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { IconButton } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Menu } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { MadeLink } from './setup-link-dialog.tsx'
import type { Output } from '../../api/call.ts'

type InstanceUser = Output<'listUsers'>['users'][number]

/** What an operator may do with somebody; never with themselves. */
export function UserMenu({
  user,
  onLink,
}: {
  user: InstanceUser
  onLink: (made: MadeLink) => void
}): ReactNode {
  const { t } = useTexts('instance')
  const { user: self } = useSession()
  const [asking, setAsking] = useState(false)
  const { id: userId, email, is_operator: isOperator } = user
  const isActive = user.deactivated_at === null
  const oneself = userId === self.id ? t('users.oneself') : undefined
  const inactive = isActive ? undefined : t('users.isDeactivated')
  const path = { userId }
  const refreshes = ['listUsers'] as const
  const change = useAct('changeUser', {
    refreshes,
    toastsErrors: true,
    onDone: (_, { body }) => {
      setAsking(false)
      toast.success(t(`users.${sentenceOf(body ?? {})}`, { email }))
    },
  })
  const link = useAct('createSetupLink', {
    toastsErrors: true,
    onDone: (made) => onLink({ email, ...made }),
  })
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('users.actions', { email })} size="sm">
            <Ellipsis aria-hidden />
          </IconButton>
        }
        sections={[
          {
            items: [
              {
                id: 'link',
                label: t('users.link'),
                icon: <Link2 />,
                disabledReason: oneself ?? inactive,
                onSelect: () => link.mutate({ path }),
              },
              {
                id: 'operator',
                label: t(isOperator ? 'users.takeOperator' : 'users.makeOperator'),
                icon: <UserRoundCog />,
                disabledReason: oneself ?? inactive,
                onSelect: () => change.mutate({ path, body: { isOperator: !isOperator } }),
              },
            ],
          },
          {
            items: [
              {
                id: 'active',
                label: t(isActive ? 'users.deactivate' : 'users.reactivate'),
                icon: isActive ? <UserRoundX /> : <UserRoundCheck />,
                danger: isActive,
                disabledReason: oneself,
                onSelect: () => {
                  if (isActive) setAsking(true)
                  else change.mutate({ path, body: { isActive: true } })
                },
              },
            ],
          },
        ]}
      />
      <ConfirmDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('users.deactivateTitle', { email })}
        action={t('users.deactivate')}
        busy={change.isPending}
        onConfirm={() => change.mutate({ path, body: { isActive: false } })}
      >
        <p>{t('users.deactivateText')}</p>
      </ConfirmDialog>
    </>
  )
}

function sentenceOf(body: {
  readonly isOperator?: boolean | undefined
  readonly isActive?: boolean | undefined
}): 'operatorDone' | 'operatorTaken' | 'deactivatedDone' | 'reactivatedDone' {
  if (body.isOperator !== undefined) return body.isOperator ? 'operatorDone' : 'operatorTaken'
  return body.isActive === true ? 'reactivatedDone' : 'deactivatedDone'
}
