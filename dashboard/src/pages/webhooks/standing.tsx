import { StatusPill } from '../../kit/pill.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Delivery, Webhook } from './types.ts'

const STATUS = { pending: 'pending', delivered: 'done', failed: 'failed' } as const

export function WebhookState({ webhook }: { webhook: Webhook }): ReactNode {
  const { t } = useTexts('webhooks')
  if (!webhook.enabled) return <StatusPill status="disabled">{t('off')}</StatusPill>
  if (webhook.failing_since !== null) return <StatusPill status="failed">{t('failing')}</StatusPill>
  return <StatusPill status="active">{t('on')}</StatusPill>
}

export function DeliveryState({ delivery }: { delivery: Delivery }): ReactNode {
  const { t } = useTexts('webhooks')
  const { state, attempts, next_attempt_at } = delivery
  const retries = state === 'pending' && attempts > 0 && next_attempt_at !== null
  return (
    <span className="flex flex-col items-start gap-0.5">
      <StatusPill status={STATUS[state]}>{t(`deliveries.states.${state}`)}</StatusPill>
      {retries && (
        <span className="text-xs whitespace-nowrap text-ink-faint">
          {t('deliveries.attempts', { count: attempts })},{' '}
          <Time at={next_attempt_at} words={(when) => t('deliveries.next', { when })} />
        </span>
      )}
    </span>
  )
}
