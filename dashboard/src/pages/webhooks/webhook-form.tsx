import { useId, useState } from 'react'
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
import { EventPicker } from './event-picker.tsx'
import type { FormEvent, ReactNode } from 'react'
import type { Webhook } from './types.ts'

interface WebhookFormProps {
  readonly open: boolean
  /** The one that is changed; without it a new one is made. */
  readonly webhook?: Webhook | undefined
  readonly eventTypes: readonly string[]
  readonly onClose: () => void
  readonly onSecret?: (secret: string) => void
}

/** Makes a webhook, or changes one. It begins anew each time it opens. */
export function WebhookForm(props: WebhookFormProps): ReactNode {
  return props.open ? <Form {...props} /> : null
}

function Form({ webhook, eventTypes, onClose, onSecret }: WebhookFormProps): ReactNode {
  const { t } = useTexts('webhooks')
  const kit = useTexts('kit')
  const id = useId()
  const workspace = useWorkspace()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [description, setDescription] = useState(webhook?.description ?? '')
  const [which, setWhich] = useState<'all' | 'some'>(webhook?.events.length ? 'some' : 'all')
  const [events, setEvents] = useState<ReadonlySet<string>>(new Set(webhook?.events))
  const refreshes = ['listWebhooks'] as const
  const create = useAct('createWebhook', {
    refreshes,
    onDone: ({ secret }) => {
      onClose()
      onSecret?.(secret)
    },
  })
  const change = useAct('changeWebhook', { refreshes, onDone: onClose })
  const { error, isPending } = webhook ? change : create
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const body = { url, description, events: which === 'all' ? [] : [...events] }
    const path = { workspaceId: workspace.id }
    if (webhook) change.mutate({ path: { ...path, webhookId: webhook.id }, body })
    else create.mutate({ path, body: { ...body, enabled: true } })
  }
  const chooseFirst = which === 'some' && events.size === 0 ? t('form.chooseFirst') : undefined
  const urlError = fieldError(error, 'url')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(webhook ? 'form.editTitle' : 'form.addTitle')}
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>{kit.t('cancel')}</Button>
          <Button
            type="submit"
            form={id}
            look="primary"
            busy={isPending}
            disabledReason={chooseFirst}
          >
            {webhook ? kit.t('save') : t('form.add')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('form.url')} hint={t('form.urlHint')} error={urlError} required>
          <TextInput
            value={url}
            onChange={setUrl}
            type="url"
            mono
            required
            autoComplete="off"
            spellCheck={false}
            placeholder="https://hooks.example.com/certman"
          />
        </Field>
        <Field
          label={t('form.description')}
          optional={kit.t('optional')}
          error={fieldError(error, 'description')}
        >
          <TextInput value={description} onChange={setDescription} maxLength={200} />
        </Field>
        <fieldset className="flex min-w-0 flex-col gap-3">
          <legend className="mb-2 text-sm font-medium">{t('form.events')}</legend>
          <RadioGroup
            label={t('form.events')}
            value={which}
            onChange={setWhich}
            options={[
              { value: 'all', label: t('form.everyEvent') },
              { value: 'some', label: t('form.chosenEvents') },
            ]}
          />
          {which === 'some' && (
            <EventPicker types={eventTypes} chosen={events} onChange={setEvents} />
          )}
        </fieldset>
        {error && urlError === undefined && <Notice tone="bad" title={messageOf(error)} />}
      </form>
    </Dialog>
  )
}
