import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'
import type { MadeLink } from './setup-link-dialog.tsx'

const FORM = 'add-user'

export function AddUserDialog({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (made: MadeLink) => void
}): ReactNode {
  const { t } = useTexts('instance')
  const { t: kit } = useTexts('kit')
  const [email, setEmail] = useState('')
  const add = useAct('createUser', {
    refreshes: ['listUsers'],
    onDone: ({ user, setupLink, expiresAt }) =>
      onAdded({ email: user.email, setupLink, expiresAt }),
  })
  const atAddress = fieldError(add.error, 'email')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    add.mutate({ body: { email: email.trim() } })
  }
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t('users.addTitle')}
      description={t('users.addText')}
      footer={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} busy={add.isPending}>
            {t('users.addDo')}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {add.error && atAddress === undefined && <Notice tone="bad">{messageOf(add.error)}</Notice>}
        <Field label={t('users.email')} error={atAddress} required>
          <TextInput
            type="email"
            inputMode="email"
            autoComplete="off"
            autoFocus
            value={email}
            onChange={setEmail}
          />
        </Field>
      </form>
    </Dialog>
  )
}
