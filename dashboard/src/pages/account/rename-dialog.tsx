import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

export function RenameDialog({
  passkey,
  onClose,
}: {
  readonly passkey: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}): ReactNode {
  const { t } = useTexts('account')
  const kit = useTexts('kit')
  const [name, setName] = useState(passkey.name)
  const rename = useAct('renamePasskey', { refreshes: ['listPasskeys'], onDone: onClose })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    rename.mutate({ path: { passkeyId: passkey.id }, body: { name } })
  }
  return (
    <Dialog open onClose={onClose} title={t('passkeys.renameTitle')} size="sm">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t('passkeys.name')}
          error={rename.error === null ? undefined : messageOf(rename.error)}
        >
          <TextInput autoFocus required maxLength={100} value={name} onChange={setName} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{kit.t('cancel')}</Button>
          <Button look="primary" type="submit" busy={rename.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
