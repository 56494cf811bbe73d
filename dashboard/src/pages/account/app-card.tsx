import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { useAct } from '../../api/queries.ts'
import { sessionOptions, useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { StatusPill } from '../../kit/pill.tsx'
import { Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { AppDialog } from './app-dialog.tsx'
import { CodesDialog } from './recovery-codes.tsx'
import type { ReactNode } from 'react'

/** Below so many recovery codes it is time for new ones. */
const FEW = 4

/** The second factor beside the password: an app that shows codes. */
export function AppCard(): ReactNode {
  const { t } = useTexts('account')
  const { factors } = useSession()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>()
  const refresh = (): void => {
    void queryClient.invalidateQueries(sessionOptions)
  }
  const replace = useAct('replaceRecoveryCodes', {
    toastsErrors: true,
    onDone: ({ recoveryCodes }) => {
      setCodes(recoveryCodes)
      refresh()
    },
  })
  const remove = useAct('removeAuthenticatorApp', {
    onDone: () => {
      setRemoving(false)
      refresh()
    },
  })
  return (
    <>
      <Card
        title={
          <span className="flex items-center gap-2">
            {t('app.title')}
            {factors.oneTimeCode && <StatusPill status="active">{t('app.on')}</StatusPill>}
          </span>
        }
        description={t('app.intro')}
        actions={
          factors.oneTimeCode ? (
            <Button look="danger-quiet" onClick={() => setRemoving(true)}>
              {t('app.remove')}
            </Button>
          ) : (
            <Button onClick={() => setAdding(true)}>{t('app.add')}</Button>
          )
        }
      >
        {factors.oneTimeCode ? (
          <div className="flex flex-wrap items-center gap-3">
            <p className={factors.recoveryCodes < FEW ? 'text-warn' : 'text-ink-soft'}>
              {t('app.codesLeft', { count: factors.recoveryCodes })}
            </p>
            <Button size="sm" busy={replace.isPending} onClick={() => replace.mutate({})}>
              {t('app.newCodes')}
            </Button>
          </div>
        ) : undefined}
      </Card>
      {adding && (
        <AppDialog
          onClose={() => setAdding(false)}
          onDone={(fresh) => {
            setAdding(false)
            setCodes(fresh)
            refresh()
          }}
        />
      )}
      {codes !== undefined && <CodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
      <ConfirmDialog
        open={removing}
        onClose={() => setRemoving(false)}
        title={t('app.removeTitle')}
        action={t('app.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({})}
      >
        <p>{t('app.removeHint')}</p>
        {remove.error !== null && <Notice tone="bad">{messageOf(remove.error)}</Notice>}
      </ConfirmDialog>
    </>
  )
}
