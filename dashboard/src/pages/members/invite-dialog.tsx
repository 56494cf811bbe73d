import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { RadioGroup } from '../../kit/choice.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { ROLES, type Role } from './roles.ts'
import type { FormEvent, ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

const FORM = 'invite'

/** To whom, as what. */
export function InviteDialog({
  onClose,
  onInvited,
}: {
  onClose: () => void
  onInvited: (invited: Output<'createInvitation'>) => void
}): ReactNode {
  const { t, language } = useTexts('members')
  const { t: kit } = useTexts('kit')
  const { id: workspaceId, role: own } = useWorkspace()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const invite = useAct('createInvitation', { refreshes: ['listInvitations'], onDone: onInvited })
  const atAddress = fieldError(invite.error, 'email')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    invite.mutate({ path: { workspaceId }, body: { email: email.trim(), role, language } })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('inviteTitle')}
      description={t('inviteText')}
      footer={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} busy={invite.isPending}>
            {t('send')}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {invite.error && atAddress === undefined && (
          <Notice tone="bad">{messageOf(invite.error)}</Notice>
        )}
        <Field label={t('address')} hint={t('addressHint')} error={atAddress} required>
          <TextInput
            type="email"
            inputMode="email"
            autoComplete="off"
            autoFocus
            value={email}
            onChange={setEmail}
          />
        </Field>
        <RadioGroup<Role>
          label={t('role')}
          look="cards"
          value={role}
          onChange={setRole}
          options={ROLES.map((value) => ({
            value,
            label: t(`roles.${value}`),
            hint: t(`roleHints.${value}`),
            ...(value === 'owner' && own !== 'owner' ? { disabledReason: t('ownersOnly') } : {}),
          }))}
        />
      </form>
    </Dialog>
  )
}
