import { Ellipsis, Link2, MailX } from 'lucide-react'
import { useAct, useRead } from '../../api/queries.ts'
import { IconButton } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { Menu } from '../../kit/menu.tsx'
import { Pill, StatusPill } from '../../kit/pill.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

type Invitation = Output<'listInvitations'>['invitations'][number]

/** Those that are open, and those that have expired. */
export function Invitations({
  onRenewed,
}: {
  onRenewed: (renewed: Output<'renewInvitation'>) => void
}): ReactNode {
  const { t } = useTexts('members')
  const { id: workspaceId } = useWorkspace()
  const { data, error, refetch } = useRead('listInvitations', { path: { workspaceId } })
  return (
    <section aria-labelledby="invitations" className="mt-8">
      <h2 id="invitations" className="text-base font-semibold">
        {t('invitations')}
      </h2>
      <p className="mb-3 text-sm text-ink-faint">{t('invitationsIntro')}</p>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t('invitations')}
          rows={data?.invitations}
          rowKey={({ id }) => id}
          expectedRows={1}
          empty={
            <p className="rounded-lg border border-dashed bg-surface px-4 py-6 text-center text-base text-ink-faint">
              {t('noInvitations')}
            </p>
          }
          columns={[
            {
              id: 'email',
              header: t('address'),
              cell: ({ email }) => <span className="font-medium wrap-anywhere">{email}</span>,
            },
            {
              id: 'role',
              header: t('role'),
              cell: ({ role }) => <Pill>{t(`roles.${role}`)}</Pill>,
            },
            {
              id: 'by',
              header: t('invitedBy'),
              hideBelow: 'lg',
              cell: ({ invited_by: by }) => by ?? t('operator'),
            },
            {
              id: 'sent',
              header: t('sent'),
              hideBelow: 'md',
              cell: ({ sent_at: at }) => (at === null ? t('asLink') : <Time at={at} />),
            },
            {
              id: 'expires',
              header: t('expires'),
              hideBelow: 'sm',
              cell: ({ expires_at: at }) =>
                new Date(at).getTime() <= Date.now() ? (
                  <StatusPill status="expired">{t('expired')}</StatusPill>
                ) : (
                  <Time at={at} />
                ),
            },
            {
              id: 'actions',
              header: t('actions', { email: '' }),
              headerHidden: true,
              align: 'end',
              className: 'w-12',
              cell: (invitation) => (
                <InvitationMenu invitation={invitation} onRenewed={onRenewed} />
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

function InvitationMenu({
  invitation: { id, email },
  onRenewed,
}: {
  invitation: Invitation
  onRenewed: (renewed: Output<'renewInvitation'>) => void
}): ReactNode {
  const { t, language } = useTexts('members')
  const { id: workspaceId } = useWorkspace()
  const path = { workspaceId, invitationId: id }
  const refreshes = ['listInvitations'] as const
  const renew = useAct('renewInvitation', { refreshes, toastsErrors: true, onDone: onRenewed })
  const revoke = useAct('revokeInvitation', {
    refreshes,
    toastsErrors: true,
    onDone: () => toast.success(t('withdrawn')),
  })
  return (
    <Menu
      trigger={
        <IconButton label={t('actions', { email })} size="sm">
          <Ellipsis aria-hidden />
        </IconButton>
      }
      sections={[
        {
          items: [
            {
              id: 'renew',
              label: t('resend'),
              icon: <Link2 />,
              onSelect: () => renew.mutate({ path, body: { language } }),
            },
            {
              id: 'revoke',
              label: t('withdraw'),
              icon: <MailX />,
              danger: true,
              onSelect: () => revoke.mutate({ path }),
            },
          ],
        },
      ]}
    />
  )
}
