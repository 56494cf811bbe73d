import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** Accounts elsewhere that sign this person in; nothing where there are none. */
export function IdentitiesCard(): ReactNode {
  const { t } = useTexts('account')
  const identities = useRead('listIdentities', {})
  const unlink = useAct('unlinkIdentity', { refreshes: ['listIdentities'], toastsErrors: true })
  const found = identities.data?.identities ?? []
  if (found.length === 0) return null
  return (
    <Card title={t('identities.title')} description={t('identities.intro')}>
      <ul className="-mb-2.5 divide-y">
        {found.map((identity) => (
          <li key={identity.provider} className="flex items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="truncate text-base font-medium">{identity.name}</p>
              <p className="text-sm text-ink-faint">
                {identity.email} · <Time at={identity.created_at} show="date" />
              </p>
            </div>
            <Button
              look="danger-quiet"
              busy={unlink.isPending}
              onClick={() => unlink.mutate({ path: { provider: identity.provider } })}
            >
              {t('identities.unlink')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
