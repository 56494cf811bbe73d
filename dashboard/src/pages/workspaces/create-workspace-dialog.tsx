import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { sessionOptions } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

const FORM = 'create-workspace'

/** A name is all it takes. */
export function CreateWorkspaceDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTexts('workspaces')
  const { t: kit } = useTexts('kit')
  const [name, setName] = useState('')
  const [slug, setSlug] = useState('')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const create = useAct('createWorkspace', {
    onDone: ({ workspace }) => {
      void queries
        .refetchQueries(sessionOptions)
        .then(() => navigate({ to: '/w/$slug', params: { slug: workspace.slug } }))
    },
  })
  const atFields = ['name', 'slug'].some((field) => fieldError(create.error, field) !== undefined)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.mutate({ body: { name, ...(slug.trim() === '' ? {} : { slug: slug.trim() }) } })
  }
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t('create')}
      description={t('createText')}
      footer={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            form={FORM}
            busy={create.isPending || create.isSuccess}
          >
            {t('createDo')}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {create.error && !atFields && <Notice tone="bad">{messageOf(create.error)}</Notice>}
        <Field
          label={t('name')}
          hint={t('nameHint')}
          error={fieldError(create.error, 'name')}
          required
        >
          <TextInput value={name} onChange={setName} autoFocus autoComplete="off" />
        </Field>
        <Field
          label={t('slug')}
          hint={t('slugHint')}
          error={fieldError(create.error, 'slug')}
          optional={kit('optional')}
        >
          <TextInput mono value={slug} onChange={setSlug} spellCheck={false} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  )
}
