import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { TextArea, TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

const FORM = 'create-oauth-client'

export function CreateClientDialog({
  open,
  onClose,
  onMade,
}: {
  open: boolean
  onClose: () => void
  onMade: (made: Output<'createOAuthClient'>) => void
}): ReactNode {
  const { t } = useTexts('oauthClients')
  const { t: word } = useTexts('kit')
  const { id: workspaceId } = useWorkspace()
  const [name, setName] = useState('')
  const [redirects, setRedirects] = useState('')
  const create = useAct('createOAuthClient', {
    refreshes: ['listOAuthClients'],
    onDone: (made) => {
      setName('')
      setRedirects('')
      onMade(made)
    },
  })
  const close = (): void => {
    create.reset()
    onClose()
  }
  const errors = {
    name: fieldError(create.error, 'name'),
    redirects: fieldError(create.error, 'redirectUris'),
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('create.title')}
      footer={
        <>
          <Button onClick={close}>{word('cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} busy={create.isPending}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({
            path: { workspaceId },
            body: { name, redirectUris: redirects.split('\n') },
          })
        }}
      >
        <Field label={t('create.name')} hint={t('create.nameHint')} error={errors.name} required>
          <TextInput autoFocus value={name} onChange={setName} autoComplete="off" />
        </Field>
        <Field
          label={t('create.redirects')}
          hint={t('create.redirectsHint')}
          error={errors.redirects}
          required
        >
          <TextArea
            mono
            rows={3}
            value={redirects}
            onChange={setRedirects}
            placeholder="https://app.example.com/callback"
            spellCheck={false}
          />
        </Field>
        {create.error !== null && errors.name === undefined && errors.redirects === undefined && (
          <Notice tone="bad">{messageOf(create.error)}</Notice>
        )}
      </form>
    </Dialog>
  )
}
