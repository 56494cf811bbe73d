import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { useAct } from '../../api/queries.ts'
import { sessionOptions, useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { PasswordInput } from '../../kit/text-input.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

export function PasswordCard(): ReactNode {
  const { t } = useTexts('account')
  const { factors } = useSession()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Card
        title={t('password.title')}
        description={
          factors.passwordChangedAt === null ? (
            t('password.none')
          ) : (
            <>
              {t('password.changed')} <Time at={factors.passwordChangedAt} />
            </>
          )
        }
        actions={<Button onClick={() => setOpen(true)}>{t('password.change')}</Button>}
      />
      {open && <PasswordDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function PasswordDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTexts('account')
  const kit = useTexts('kit')
  const { user } = useSession()
  const [password, setPassword] = useState('')
  const change = useAct('changePassword', {
    refreshes: ['listSessions'],
    onDone: () => {
      toast.success(t('password.done'))
      void queryClient.invalidateQueries(sessionOptions)
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate({ body: { password } })
  }
  const ofField = fieldError(change.error, 'password')
  return (
    <Dialog open onClose={onClose} title={t('password.change')} size="sm">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <input type="hidden" name="email" autoComplete="username" value={user.email} readOnly />
        <Field label={t('password.new')} hint={t('password.hint')} error={ofField}>
          <PasswordInput
            autoComplete="new-password"
            autoFocus
            required
            minLength={8}
            value={password}
            onChange={setPassword}
          />
        </Field>
        {change.error !== null && ofField === undefined && (
          <Notice tone="bad">{messageOf(change.error)}</Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{kit.t('cancel')}</Button>
          <Button look="primary" type="submit" busy={change.isPending}>
            {t('password.change')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
