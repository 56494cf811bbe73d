import { PageHeader } from '../../kit/page-header.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { AlertsTab } from './alerts-tab.tsx'
import { EndpointsTab } from './endpoints-tab.tsx'
import type { ReactNode } from 'react'

export function WebhooksPage(): ReactNode {
  const { t } = useTexts('webhooks')
  const [{ tab }, setState] = useUrlState({ tab: 'webhooks' })
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      <Tabs
        label={t('title')}
        value={tab === 'alerts' ? 'alerts' : 'webhooks'}
        onChange={(next) => setState({ tab: next })}
        tabs={[
          { value: 'webhooks', label: t('tabs.endpoints'), content: <EndpointsTab /> },
          { value: 'alerts', label: t('tabs.alerts'), content: <AlertsTab /> },
        ]}
      />
    </>
  )
}
