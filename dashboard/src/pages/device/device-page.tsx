import { CircleCheck, CircleX } from 'lucide-react'
import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { Field } from '../../kit/field.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { EmptyState, Notice } from '../../kit/states.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { Decision } from '../consent/decision.tsx'
import type { ReactNode } from 'react'
import type { AccessRequest } from '../consent/asking.tsx'

/** RFC 8628: a device without a browser shows a code; its user types it here. */
export function DevicePage(): ReactNode {
  const { t } = useTexts('consent')
  const [{ user_code: given }] = useUrlState({ user_code: '' })
  const [code, setCode] = useState(given)
  const find = useAct('findOAuthDevice')
  const agree = useAct('agreeToOAuthDevice')
  const refuse = useAct('refuseOAuthDevice')
  if (agree.isSuccess) {
    return (
      <EmptyState icon={CircleCheck} title={t('device.done')}>
        {t('device.doneText')}
      </EmptyState>
    )
  }
  if (refuse.isSuccess) {
    return (
      <EmptyState icon={CircleX} title={t('device.refused')}>
        {t('device.refusedText')}
      </EmptyState>
    )
  }
  const request: AccessRequest | undefined = find.data?.request
  if (request === undefined) {
    return (
      <CodeForm
        code={code}
        onChange={setCode}
        busy={find.isPending}
        error={find.error}
        onSubmit={() => find.mutate({ body: { userCode: code } })}
      />
    )
  }
  return (
    <>
      <PageHeader
        title={t('asks', { name: request.client_name })}
        description={t(`resource.${request.resource}`)}
      />
      <div className="mb-4 flex flex-col gap-3">
        <Notice tone="warn" title={t('device.compare')}>
          {t('device.compareText')}
        </Notice>
        <p className="text-center font-mono text-xl font-semibold tracking-widest">
          {code.toUpperCase()}
        </p>
        <Button look="ghost" onClick={() => find.reset()}>
          {t('device.another')}
        </Button>
      </div>
      <Decision
        request={request}
        busy={agree.isPending || refuse.isPending}
        error={agree.error ?? refuse.error}
        onRefuse={() => refuse.mutate({ body: { userCode: code } })}
        onAgree={({ workspaceId, ...agreement }) =>
          agree.mutate({ path: { workspaceId }, body: { userCode: code, ...agreement } })
        }
      />
    </>
  )
}

function CodeForm({
  code,
  onChange,
  busy,
  error,
  onSubmit,
}: {
  code: string
  onChange: (code: string) => void
  busy: boolean
  error: Error | null
  onSubmit: () => void
}): ReactNode {
  const { t } = useTexts('consent')
  const atField = fieldError(error, 'userCode')
  return (
    <>
      <PageHeader title={t('device.title')} description={t('device.intro')} />
      <Card>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          <Field label={t('device.code')} error={atField} required>
            <TextInput
              mono
              autoFocus
              value={code}
              onChange={(value) => onChange(value.toUpperCase())}
              placeholder="WDJB-MJHT"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              className="h-11 text-center text-lg tracking-widest"
            />
          </Field>
          {error !== null && atField === undefined && (
            <Notice tone="bad">{messageOf(error)}</Notice>
          )}
          <Button type="submit" look="primary" size="lg" busy={busy}>
            {t('device.find')}
          </Button>
        </form>
      </Card>
    </>
  )
}
