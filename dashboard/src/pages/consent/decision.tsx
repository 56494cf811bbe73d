import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useRead } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { Checkbox } from '../../kit/choice.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { lastWorkspace } from '../../workspace.ts'
import { Asking } from './asking.tsx'
import { PermissionTable } from './permission-table.tsx'
import { permissionsOf } from './ticks.ts'
import type { ReactNode } from 'react'
import type { AccessRequest } from './asking.tsx'
import type { Ticks } from './ticks.ts'

export interface Agreement {
  readonly workspaceId: string
  readonly permissions: ReturnType<typeof permissionsOf>
  readonly mayReturnPrivateKeys: boolean
}

const NOTHING: Ticks = new Map()

/** Who asks, where, for what; nothing is ticked until the user ticks it. */
export function Decision({
  request,
  onAgree,
  onRefuse,
  busy,
  error,
}: {
  request: AccessRequest
  onAgree: (agreement: Agreement) => void
  onRefuse: () => void
  busy: boolean
  error: Error | null
}): ReactNode {
  const { t } = useTexts('consent')
  const { user, workspaces } = useSession()
  const [workspaceId, setWorkspaceId] = useState(lastWorkspace(workspaces)?.id ?? '')
  const [ticks, setTicks] = useState(NOTHING)
  const [mayReturnPrivateKeys, setMayReturnPrivateKeys] = useState(false)
  if (workspaceId === '') return <Notice tone="warn">{t('noWorkspace')}</Notice>
  return (
    <Card>
      <div className="flex flex-col gap-5">
        <p className="text-sm text-ink-faint">{t('signedInAs', { email: user.email })}</p>
        <Asking request={request} />
        <Field label={t('workspace')} hint={t('workspaceHint')}>
          <Select
            value={workspaceId}
            onChange={(id) => {
              setWorkspaceId(id)
              setTicks(NOTHING)
            }}
            options={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Permissions workspaceId={workspaceId} ticks={ticks} onChange={setTicks} />
        {request.resource === 'mcp' && (
          <Checkbox
            label={t('privateKeys')}
            hint={t('privateKeysHint')}
            checked={mayReturnPrivateKeys}
            onChange={setMayReturnPrivateKeys}
          />
        )}
        {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
        <div className="flex flex-col gap-2 sm:flex-row-reverse">
          <Button
            look="primary"
            size="lg"
            className="sm:flex-1"
            busy={busy}
            disabledReason={ticks.size === 0 ? t('tickFirst') : undefined}
            onClick={() =>
              onAgree({ workspaceId, permissions: permissionsOf(ticks), mayReturnPrivateKeys })
            }
          >
            {t('agree')}
          </Button>
          <Button size="lg" className="sm:flex-1" disabled={busy} onClick={onRefuse}>
            {t('refuse')}
          </Button>
        </div>
        <p className="text-xs text-ink-faint">{t('endLater')}</p>
      </div>
    </Card>
  )
}

function Permissions({
  workspaceId,
  ticks,
  onChange,
}: {
  workspaceId: string
  ticks: Ticks
  onChange: (ticks: Ticks) => void
}): ReactNode {
  const { t } = useTexts('consent')
  const choices = useRead('getOAuthChoices', { path: { workspaceId } })
  if (choices.error) {
    return <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />
  }
  const tied = choices.data?.plan === 'free'
  return (
    <div className="flex flex-col gap-1.5">
      <h2 className="text-sm font-medium">{t('permissions')}</h2>
      {choices.data === undefined && <Skeleton className="h-32" />}
      {choices.data?.authorities.length === 0 && <Notice>{t('noAuthorities')}</Notice>}
      {choices.data !== undefined && choices.data.authorities.length > 0 && (
        <PermissionTable
          authorities={choices.data.authorities}
          ticks={ticks}
          onChange={onChange}
          tied={tied}
        />
      )}
      <p className="text-xs text-ink-faint">
        {t('permissionsHint')} {tied && t('freeHint')}
      </p>
    </div>
  )
}
