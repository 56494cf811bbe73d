import { Bot, Ellipsis, Network, RefreshCw, Trash2 } from 'lucide-react'
import { useRead } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu } from '../../kit/menu.tsx'
import { Pill, StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { has, PERMISSIONS } from './grants.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'
import type { Column } from '../../kit/data-table.tsx'

export type ApiKey = Output<'listApiKeys'>['apiKeys'][number]
type Doing = { readonly what: 'rotate' | 'revoke'; readonly key: ApiKey }

/** CAs beyond these are counted. */
const MOST_SHOWN = 3

export function useKeyColumns(onDo: (doing: Doing) => void): readonly Column<ApiKey>[] {
  const { t } = useTexts('apiAccess')
  const { user } = useSession()
  return [
    {
      id: 'key',
      header: t('key'),
      className: 'min-w-32',
      cell: (key) => (
        <span className="block min-w-0">
          <span className="block font-medium break-words">{key.name}</span>
          <span className="block text-xs text-ink-faint">
            <span className="font-mono">{key.prefix}…</span>
            {key.user.id !== user.id && ` ${t('of', { email: key.user.email })}`}
          </span>
          <span className="mt-1.5 block sm:hidden">
            <KeyState apiKey={key} />
          </span>
        </span>
      ),
    },
    {
      id: 'cas',
      header: t('cas'),
      hideBelow: 'md',
      className: 'min-w-56',
      cell: (key) => <KeyAuthorities apiKey={key} />,
    },
    {
      id: 'lastUsed',
      header: t('lastUsed'),
      hideBelow: 'sm',
      cell: ({ last_used_at: at, last_used_address: address }) =>
        at === null ? (
          <span className="text-ink-faint">{t('never')}</span>
        ) : (
          <span className="block">
            <Time at={at} />
            {address !== null && (
              <span className="block text-xs text-ink-faint">{t('from', { address })}</span>
            )}
          </span>
        ),
    },
    {
      id: 'expires',
      header: t('expires'),
      hideBelow: 'lg',
      cell: ({ expires_at: expires, ends_at: ends }) => {
        const at = ends ?? expires
        return at === null ? <span className="text-ink-faint">{t('noEnd')}</span> : <Time at={at} />
      },
    },
    {
      id: 'state',
      header: t('state'),
      hideBelow: 'sm',
      cell: (key) => <KeyState apiKey={key} />,
    },
    {
      id: 'actions',
      header: t('actions', { name: '' }),
      headerHidden: true,
      align: 'end',
      className: 'w-12',
      cell: (key) => <KeyMenu apiKey={key} onDo={onDo} />,
    },
  ]
}

function KeyAuthorities({ apiKey }: { apiKey: ApiKey }): ReactNode {
  const { t } = useTexts('apiAccess')
  const { id: workspaceId } = useWorkspace()
  const { data } = useRead('listAuthorities', {
    path: { workspaceId },
    query: { includeRevoked: 'true' },
  })
  const names = new Map(data?.authorities.map(({ id, name }) => [id, name]))
  const ids = Object.keys(apiKey.permissions)
  return (
    <span className="flex flex-col items-start gap-1">
      {ids.slice(0, MOST_SHOWN).map((id) => (
        <span key={id} className="flex max-w-72 flex-wrap items-baseline gap-x-1.5 text-sm">
          <span className="min-w-0 wrap-anywhere">{names.get(id) ?? id.slice(0, 8)}</span>
          <span className="text-xs text-ink-faint">
            {PERMISSIONS.filter((permission) => has(apiKey.permissions, id, permission))
              .map((permission) => t(`matrix.${permission}`))
              .join(', ')}
          </span>
        </span>
      ))}
      {ids.length > MOST_SHOWN && (
        <span className="text-xs text-ink-faint">
          {t('more', { count: ids.length - MOST_SHOWN })}
        </span>
      )}
    </span>
  )
}

function KeyState({ apiKey }: { apiKey: ApiKey }): ReactNode {
  const { t } = useTexts('apiAccess')
  const { state, ends_at: ends, allowed_addresses: addresses } = apiKey
  const isOverlapping = state === 'active' && ends !== null
  return (
    <span className="flex flex-wrap gap-1">
      <StatusPill status={isOverlapping ? 'expiring' : state}>
        {t(isOverlapping ? 'states.overlap' : `states.${state}`)}
      </StatusPill>
      {addresses.length > 0 && (
        <Pill icon={Network} className="max-sm:hidden">
          {t('bound', { count: addresses.length })}
        </Pill>
      )}
      {apiKey.may_return_private_keys && (
        <Pill tone="warn" icon={Bot}>
          {t('mayReturn')}
        </Pill>
      )}
    </span>
  )
}

function KeyMenu({ apiKey, onDo }: { apiKey: ApiKey; onDo: (doing: Doing) => void }): ReactNode {
  const { t } = useTexts('apiAccess')
  const { user } = useSession()
  const ended = apiKey.state === 'active' ? undefined : t('ended')
  const replaced = apiKey.replaced_by === null ? undefined : t('replacedAlready')
  const foreign = apiKey.user.id === user.id ? undefined : t('notYours')
  return (
    <Menu
      trigger={
        <IconButton label={t('actions', { name: apiKey.name })} size="sm">
          <Ellipsis aria-hidden />
        </IconButton>
      }
      sections={[
        {
          items: [
            {
              id: 'rotate',
              label: t('rotate'),
              icon: <RefreshCw />,
              disabledReason: ended ?? replaced ?? foreign,
              onSelect: () => onDo({ what: 'rotate', key: apiKey }),
            },
            {
              id: 'revoke',
              label: t('revoke'),
              icon: <Trash2 />,
              danger: true,
              disabledReason: ended,
              onSelect: () => onDo({ what: 'revoke', key: apiKey }),
            },
          ],
        },
      ]}
    />
  )
}
