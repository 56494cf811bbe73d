import { KeyRound, MoreHorizontal, Pencil, Power, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../../api/queries.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { ConfirmDialog, Drawer } from '../../kit/dialog.tsx'
import { Menu } from '../../kit/menu.tsx'
import { Notice } from '../../kit/states.tsx'
import { toast } from '../../kit/toast.tsx'
import { formatDateTime } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { WebhookState } from './standing.tsx'
import { WebhookForm } from './webhook-form.tsx'
import type { ReactNode } from 'react'
import type { Webhook } from './types.ts'

interface WebhookDrawerProps {
  readonly webhook: Webhook | undefined
  readonly eventTypes: readonly string[]
  readonly onSecret: (secret: string) => void
  readonly onClose: () => void
}

/** One webhook: its state, what can be done with it, and all that was sent to it. */
export function WebhookDrawer(props: WebhookDrawerProps): ReactNode {
  const { webhook, onClose } = props
  return (
    <Drawer
      open={webhook !== undefined}
      onClose={onClose}
      size="lg"
      title={webhook?.description || webhook?.url || ''}
      description={webhook?.description ? webhook.url : undefined}
    >
      {webhook && <Content {...props} webhook={webhook} />}
    </Drawer>
  )
}

function Content({
  webhook,
  eventTypes,
  onSecret,
  onClose,
}: WebhookDrawerProps & { webhook: Webhook }): ReactNode {
  const { t } = useTexts('webhooks')
  const workspace = useWorkspace()
  const [asking, setAsking] = useState<'rotate' | 'remove'>()
  const [editing, setEditing] = useState(false)
  const path = { workspaceId: workspace.id, webhookId: webhook.id }
  const refreshes = ['listWebhooks', 'listWebhookDeliveries'] as const
  const test = useAct('testWebhook', {
    refreshes,
    toastsErrors: true,
    onDone: () => toast.success(t('actions.tested')),
  })
  const change = useAct('changeWebhook', { refreshes, toastsErrors: true })
  const rotate = useAct('rotateWebhookSecret', {
    refreshes,
    toastsErrors: true,
    onDone: ({ secret }) => {
      setAsking(undefined)
      onSecret(secret)
    },
  })
  const remove = useAct('removeWebhook', {
    refreshes: ['listWebhooks'],
    toastsErrors: true,
    onDone: onClose,
  })
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <WebhookState webhook={webhook} />
        <div className="ms-auto flex items-center gap-2">
          <Button
            look="primary"
            busy={test.isPending}
            disabledReason={webhook.enabled ? undefined : t('actions.offFirst')}
            icon={<Send aria-hidden className="size-4" />}
            onClick={() => test.mutate({ path })}
          >
            {t('actions.test')}
          </Button>
          <Button icon={<Pencil aria-hidden className="size-4" />} onClick={() => setEditing(true)}>
            {t('actions.edit')}
          </Button>
          <Menu
            trigger={
              <IconButton label={t('columns.actions')} look="secondary">
                <MoreHorizontal aria-hidden />
              </IconButton>
            }
            sections={[
              {
                items: [
                  {
                    id: 'power',
                    label: t(webhook.enabled ? 'actions.turnOff' : 'actions.turnOn'),
                    icon: <Power />,
                    onSelect: () => change.mutate({ path, body: { enabled: !webhook.enabled } }),
                  },
                  {
                    id: 'rotate',
                    label: t('actions.rotate'),
                    icon: <KeyRound />,
                    onSelect: () => setAsking('rotate'),
                  },
                ],
              },
              {
                items: [
                  {
                    id: 'remove',
                    label: t('actions.remove'),
                    icon: <Trash2 />,
                    danger: true,
                    onSelect: () => setAsking('remove'),
                  },
                ],
              },
            ]}
          />
        </div>
      </div>
      <Standing webhook={webhook} />
      <DeliveryLog webhook={webhook} />
      <WebhookForm
        open={editing}
        webhook={webhook}
        eventTypes={eventTypes}
        onClose={() => setEditing(false)}
      />
      <ConfirmDialog
        open={asking === 'rotate'}
        onClose={() => setAsking(undefined)}
        title={t('rotate.title')}
        action={t('rotate.action')}
        busy={rotate.isPending}
        onConfirm={() => rotate.mutate({ path })}
      >
        <p>{t('rotate.text')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'remove'}
        onClose={() => setAsking(undefined)}
        title={t('remove.title')}
        action={t('remove.action')}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ path })}
      >
        <p className="break-words">{t('remove.text', { address: webhook.url })}</p>
      </ConfirmDialog>
    </div>
  )
}

function Standing({
  webhook: { enabled, failing_since, former_secret_until },
}: {
  webhook: Webhook
}): ReactNode {
  const { t } = useTexts('webhooks')
  const overlaps = former_secret_until !== null && Date.parse(former_secret_until) > Date.now()
  return (
    <>
      {enabled && failing_since !== null && (
        <Notice tone="bad">
          {t('failingSince', { since: formatDateTime(new Date(failing_since)) })}
        </Notice>
      )}
      {overlaps && (
        <Notice>{t('overlap', { until: formatDateTime(new Date(former_secret_until)) })}</Notice>
      )}
    </>
  )
}
