import { Ellipsis, KeyRound, Plus, ServerCog, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useAct, useRead } from '../../api/queries.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Mono } from '../../kit/code-block.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Menu } from '../../kit/menu.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { CreateClientDialog } from './create-client-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { Section } from './section.tsx'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'
import type { Column } from '../../kit/data-table.tsx'

type Client = Output<'listOAuthClients'>['clients'][number]
type Doing =
  | { readonly what: 'create' }
  | { readonly what: 'delete' | 'replace'; readonly client: Client }
  | { readonly what: 'show'; readonly made: Output<'createOAuthClient'> }

/** Confidential clients: made here, with a secret that is shown once. */
export function Clients(): ReactNode {
  const { t } = useTexts('oauthClients')
  const { id: workspaceId, role } = useWorkspace()
  const clients = useRead('listOAuthClients', { path: { workspaceId } })
  const [doing, setDoing] = useState<Doing>()
  const close = (): void => setDoing(undefined)
  const forbidden = role === 'member' ? t('clients.adminsOnly') : undefined
  const add = (
    <Button
      icon={<Plus aria-hidden className="size-4" />}
      disabledReason={forbidden}
      onClick={() => setDoing({ what: 'create' })}
    >
      {t('clients.add')}
    </Button>
  )
  const columns = useColumns(forbidden, setDoing)
  return (
    <Section title={t('clients.title')} description={t('clients.description')} actions={add}>
      {clients.error ? (
        <ErrorState error={clients.error} onRetry={() => void clients.refetch()} />
      ) : (
        <DataTable
          label={t('clients.title')}
          columns={columns}
          rows={clients.data?.clients}
          rowKey={({ id }) => id}
          rowLabel={({ name }) => name}
          expectedRows={2}
          empty={
            <EmptyState icon={ServerCog} title={t('clients.empty')}>
              {t('clients.emptyText')}
            </EmptyState>
          }
        />
      )}
      <CreateClientDialog
        open={doing?.what === 'create'}
        onClose={close}
        onMade={(made) => setDoing({ what: 'show', made })}
      />
      <Confirmations
        doing={doing}
        onClose={close}
        onMade={(made) => setDoing({ what: 'show', made })}
      />
      {doing?.what === 'show' && <SecretDialog made={doing.made} onClose={close} />}
    </Section>
  )
}

function Confirmations({
  doing,
  onClose,
  onMade,
}: {
  doing: Doing | undefined
  onClose: () => void
  onMade: (made: Output<'createOAuthClient'>) => void
}): ReactNode {
  const { t } = useTexts('oauthClients')
  const { id: workspaceId } = useWorkspace()
  const client = doing?.what === 'delete' || doing?.what === 'replace' ? doing.client : undefined
  const name = client?.name ?? ''
  const replace = useAct('replaceOAuthClientSecret', { toastsErrors: true, onDone: onMade })
  const remove = useAct('deleteOAuthClient', {
    refreshes: ['listOAuthClients', 'listOAuthGrants'],
    toastsErrors: true,
    onDone: () => {
      toast.success(t('clients.deleted', { name }))
      onClose()
    },
  })
  const path = { workspaceId, clientId: client?.id ?? '' }
  return (
    <>
      <ConfirmDialog
        open={doing?.what === 'replace'}
        onClose={onClose}
        title={t('clients.secretTitle', { name })}
        action={t('clients.replace')}
        danger
        busy={replace.isPending}
        onConfirm={() => replace.mutate({ path })}
      >
        {t('clients.secretText')}
      </ConfirmDialog>
      <ConfirmDialog
        open={doing?.what === 'delete'}
        onClose={onClose}
        title={t('clients.deleteTitle', { name })}
        action={t('clients.delete')}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ path })}
      >
        {t('clients.deleteText')}
      </ConfirmDialog>
    </>
  )
}

function useColumns(
  forbidden: string | undefined,
  onDo: (doing: Doing) => void,
): readonly Column<Client>[] {
  const { t } = useTexts('oauthClients')
  return [
    {
      id: 'name',
      header: t('clients.name'),
      cell: ({ name }) => <span className="font-medium break-words">{name}</span>,
    },
    {
      id: 'id',
      header: t('clients.clientId'),
      hideBelow: 'md',
      cell: ({ id }) => <Mono text={id} />,
    },
    {
      id: 'redirects',
      header: t('clients.redirects'),
      hideBelow: 'lg',
      cell: ({ redirect_uris: uris }) => (
        <ul className="font-mono text-xs">
          {uris.map((uri) => (
            <li key={uri} className="break-all">
              {uri}
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: 'created',
      header: t('clients.created'),
      hideBelow: 'sm',
      cell: (client) => <Time at={client.created_at} show="date" />,
    },
    {
      id: 'lastUsed',
      header: t('clients.lastUsed'),
      hideBelow: 'md',
      cell: ({ last_used_at: at }) => (at === null ? t('clients.never') : <Time at={at} />),
    },
    {
      id: 'actions',
      header: t('clients.actions', { name: '' }),
      headerHidden: true,
      align: 'end',
      cell: (client) => (
        <Menu
          trigger={
            <IconButton label={t('clients.actions', { name: client.name })} size="sm">
              <Ellipsis aria-hidden />
            </IconButton>
          }
          sections={[
            {
              items: [
                {
                  id: 'replace',
                  label: t('clients.newSecret'),
                  icon: <KeyRound aria-hidden />,
                  disabledReason: forbidden,
                  onSelect: () => onDo({ what: 'replace', client }),
                },
                {
                  id: 'delete',
                  label: t('clients.delete'),
                  icon: <Trash2 aria-hidden />,
                  danger: true,
                  disabledReason: forbidden,
                  onSelect: () => onDo({ what: 'delete', client }),
                },
              ],
            },
          ]}
        />
      ),
    },
  ]
}
