import { ArrowLeft, RotateCw } from 'lucide-react'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Facts } from '../../kit/card.tsx'
import { CodeBlock, Mono } from '../../kit/code-block.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { DeliveryState } from './standing.tsx'
import type { ReactNode } from 'react'
import type { Webhook } from './types.ts'

/** What was sent, what came back, and once more. */
export function DeliveryDetail({
  webhook,
  deliveryId,
  onBack,
}: {
  webhook: Webhook
  deliveryId: string
  onBack: () => void
}): ReactNode {
  const { t } = useTexts('webhooks')
  const workspace = useWorkspace()
  const path = { workspaceId: workspace.id, webhookId: webhook.id, deliveryId }
  const read = useRead('getWebhookDelivery', { path }, { every: 5_000 })
  const replay = useAct('replayWebhookDelivery', {
    refreshes: ['listWebhookDeliveries'],
    toastsErrors: true,
    onDone: () => {
      toast.success(t('deliveries.replayed'))
      onBack()
    },
  })
  return (
    <section className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center gap-2">
        <Button
          look="ghost"
          icon={<ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />}
          onClick={onBack}
        >
          {t('deliveries.back')}
        </Button>
        <Button
          className="ms-auto"
          busy={replay.isPending}
          disabledReason={webhook.enabled ? undefined : t('actions.offFirst')}
          icon={<RotateCw aria-hidden className="size-4" />}
          onClick={() => replay.mutate({ path })}
        >
          {t('deliveries.replay')}
        </Button>
      </header>
      {read.error && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Skeleton className="h-64 w-full" />}
      {read.data && <Told {...read.data} />}
    </section>
  )
}

type Shown = NonNullable<ReturnType<typeof useRead<'getWebhookDelivery'>>['data']>

function Told({ delivery, body }: Shown): ReactNode {
  const { t } = useTexts('webhooks')
  return (
    <>
      <Facts
        facts={[
          [
            t('deliveries.columns.event'),
            <code key="type" className="font-mono text-sm">
              {delivery.type}
            </code>,
          ],
          [t('deliveries.columns.state'), <DeliveryState key="state" delivery={delivery} />],
          [t('deliveries.messageId'), <Mono key="id" text={delivery.message_id} />],
          [t('deliveries.columns.when'), <Time key="when" at={delivery.created_at} show="full" />],
          ...(delivery.attempted_at === null
            ? []
            : ([
                [
                  t('deliveries.attempted'),
                  <Time key="attempted" at={delivery.attempted_at} show="full" />,
                ],
                [
                  t('deliveries.columns.answer'),
                  delivery.response_status ?? t('deliveries.noAnswer'),
                ],
              ] as const)),
          ...(delivery.error === null ? [] : ([[t('deliveries.error'), delivery.error]] as const)),
        ]}
      />
      <CodeBlock code={pretty(body)} label={t('deliveries.body')} maxLines={24} />
      {delivery.response_excerpt !== '' && (
        <CodeBlock
          code={delivery.response_excerpt}
          label={t('deliveries.response')}
          wrap
          maxLines={8}
        />
      )}
    </>
  )
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
