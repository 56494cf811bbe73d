import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, LogOut, ShieldCheck, ShieldOff, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../../api/queries.ts'
import { sessionOptions, useSession } from '../../api/session.ts'
import { IconButton } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Breakable } from '../../kit/breakable.tsx'
import { Menu } from '../../kit/menu.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Select } from '../../kit/select.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { Tooltip } from '../../kit/tooltip.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { ROLES, type Role } from './roles.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

type Person = Output<'listMembers'>['members'][number]

export function People({ people }: { people: readonly Person[] | undefined }): ReactNode {
  const { t } = useTexts('members')
  const { user } = useSession()
  const [leaving, setLeaving] = useState<Person>()
  const owners = people?.filter(({ role }) => role === 'owner').length ?? 0
  const isLast = (person: Person): boolean => person.role === 'owner' && owners === 1
  return (
    <>
      <DataTable
        label={t('title')}
        rows={people}
        rowKey={(person) => person.user_id}
        expectedRows={3}
        columns={[
          {
            id: 'person',
            header: t('person'),
            className: 'min-w-36',
            cell: (person) => (
              <>
                <span className="flex min-w-0 flex-wrap items-center gap-2">
                  <span className="font-medium">
                    <Breakable text={person.email} />
                  </span>
                  {person.user_id === user.id && <Pill>{t('you')}</Pill>}
                </span>
                <span className="mt-1.5 block w-44 sm:hidden">
                  <RoleChoice person={person} isLast={isLast(person)} />
                </span>
              </>
            ),
          },
          {
            id: 'role',
            header: t('role'),
            hideBelow: 'sm',
            className: 'w-44',
            cell: (person) => <RoleChoice person={person} isLast={isLast(person)} />,
          },
          {
            id: 'secondFactor',
            header: t('secondFactor'),
            hideBelow: 'md',
            cell: ({ has_second_factor: has }) => (
              <Pill tone={has ? 'ok' : 'neutral'} icon={has ? ShieldCheck : ShieldOff}>
                {t(has ? 'protected' : 'unprotected')}
              </Pill>
            ),
          },
          {
            id: 'lastSeen',
            header: t('lastSeen'),
            hideBelow: 'sm',
            cell: ({ last_seen_at: at }) =>
              at === null ? <span className="text-ink-faint">{t('never')}</span> : <Time at={at} />,
          },
          {
            id: 'joined',
            header: t('joined'),
            hideBelow: 'xl',
            cell: ({ joined_at: at }) =>
              at === null ? (
                <span className="text-ink-faint">{t('unknown')}</span>
              ) : (
                <Time at={at} show="date" />
              ),
          },
          {
            id: 'actions',
            header: t('actions', { email: '' }),
            headerHidden: true,
            align: 'end',
            className: 'w-12',
            cell: (person) => (
              <PersonMenu person={person} isLast={isLast(person)} onLeave={setLeaving} />
            ),
          },
        ]}
      />
      {leaving && <Departure person={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}

function RoleChoice({ person, isLast }: { person: Person; isLast: boolean }): ReactNode {
  const { t } = useTexts('members')
  const { id: workspaceId, role } = useWorkspace()
  const queries = useQueryClient()
  const change = useAct('changeMemberRole', {
    refreshes: ['listMembers'],
    toastsErrors: true,
    onDone: ({ member }) => {
      toast.success(t('roleChanged', { email: member.email, role: t(`roles.${member.role}`) }))
      void queries.invalidateQueries(sessionOptions)
    },
  })
  const reason = useForbidden(person) ?? (isLast ? t('lastOwner') : undefined)
  if (reason !== undefined) {
    return (
      <Tooltip text={reason}>
        <span tabIndex={0} className="inline-flex h-8 items-center rounded-md sm:px-2.5">
          {t(`roles.${person.role}`)}
        </span>
      </Tooltip>
    )
  }
  return (
    <Select<Role>
      size="sm"
      aria-label={t('roleOf', { email: person.email })}
      value={person.role}
      onChange={(wanted) =>
        change.mutate({ path: { workspaceId, userId: person.user_id }, body: { role: wanted } })
      }
      options={ROLES.map((value) => ({
        value,
        label: t(`roles.${value}`),
        disabled: value === 'owner' && role !== 'owner',
      }))}
    />
  )
}

/** Why one may not change this person; undefined: one may. */
function useForbidden(person: Person): string | undefined {
  const { t } = useTexts('members')
  const { role } = useWorkspace()
  if (role === 'member') return t('adminsOnly')
  if (person.role === 'owner' && role !== 'owner') return t('ownersOnly')
  return undefined
}

function PersonMenu({
  person,
  isLast,
  onLeave,
}: {
  person: Person
  isLast: boolean
  onLeave: (person: Person) => void
}): ReactNode {
  const { t } = useTexts('members')
  const { user } = useSession()
  const forbidden = useForbidden(person)
  const isOneself = person.user_id === user.id
  const reason = isLast ? t('lastOwner') : isOneself ? undefined : forbidden
  return (
    <Menu
      trigger={
        <IconButton label={t('actions', { email: person.email })} size="sm">
          <Ellipsis aria-hidden />
        </IconButton>
      }
      sections={[
        {
          items: [
            {
              id: 'remove',
              label: t(isOneself ? 'leave' : 'remove'),
              icon: isOneself ? <LogOut /> : <UserMinus />,
              danger: true,
              disabledReason: reason,
              onSelect: () => onLeave(person),
            },
          ],
        },
      ]}
    />
  )
}

function Departure({ person, onClose }: { person: Person; onClose: () => void }): ReactNode {
  const { t } = useTexts('members')
  const { id: workspaceId, name } = useWorkspace()
  const { user } = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { email, user_id: userId } = person
  const isOneself = userId === user.id
  const remove = useAct('removeMember', {
    ...(isOneself ? {} : { refreshes: ['listMembers', 'listInvitations', 'listApiKeys'] as const }),
    toastsErrors: true,
    onDone: ({ apiKeys }) => {
      onClose()
      const done = isOneself ? t('left', { name }) : t('removed', { email })
      toast.success(apiKeys > 0 ? `${done}; ${t('keysEnded', { count: apiKeys })}` : done)
      if (!isOneself) return
      void queries.invalidateQueries(sessionOptions).then(() => navigate({ to: '/' }))
    },
  })
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={isOneself ? t('leaveTitle', { name }) : t('removeTitle', { email })}
      action={t(isOneself ? 'leave' : 'remove')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ path: { workspaceId, userId } })}
    >
      <p>{t(isOneself ? 'leaveText' : 'removeText')}</p>
    </ConfirmDialog>
  )
}
