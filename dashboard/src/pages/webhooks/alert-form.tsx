import { useId, useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Checkbox, Switch } from '../../kit/choice.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { Notice } from '../../kit/states.tsx'
import { TextArea, TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { WATCHED, type Alert, type Watched } from './types.ts'
import type { FormEvent, ReactNode } from 'react'

interface AlertFormProps {
  readonly open: boolean
  readonly alert: Alert | undefined
  readonly onClose: () => void
}

const LANGUAGES = ['en', 'cs', 'de'] as const

/** Makes an alert, filled in as it serves most, or changes one. */
export function AlertForm(props: AlertFormProps): ReactNode {
  return props.open ? <Form {...props} /> : null
}

/** @returns undefined when it is no list of days */
function parseDays(text: string): readonly number[] | undefined {
  const days = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number)
  const fits = days.every((one) => Number.isInteger(one) && one >= 1 && one <= 3650)
  return fits && days.length > 0 && days.length <= 10 ? days : undefined
}

function Form({ alert, onClose }: AlertFormProps): ReactNode {
  const { t, language: spoken } = useTexts('webhooks')
  const kit = useTexts('kit')
  const id = useId()
  const workspace = useWorkspace()
  const { user } = useSession()
  const [name, setName] = useState(alert?.name ?? t('alerts.form.nameDefault'))
  const [watches, setWatches] = useState<readonly Watched[]>(alert?.watches ?? WATCHED)
  const [days, setDays] = useState(alert?.days_before.join(', ') ?? '30, 14, 7, 1')
  const [recipients, setRecipients] = useState(alert?.recipients.join('\n') ?? user.email)
  const [digest, setDigest] = useState(alert?.digest ?? true)
  const [language, setLanguage] = useState(alert?.language ?? spoken)
  const [enabled, setEnabled] = useState(alert?.enabled ?? true)
  const done = { refreshes: ['listAlerts'], onDone: onClose } as const
  const create = useAct('createAlert', done)
  const change = useAct('changeAlert', done)
  const { error, isPending } = alert ? change : create
  const daysBefore = parseDays(days)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (daysBefore === undefined) return
    const addresses = recipients.split(/[\s,;]+/).filter(Boolean)
    const body = {
      name,
      watches: [...watches],
      daysBefore: [...daysBefore],
      recipients: addresses,
      digest,
      language,
      enabled,
    }
    const path = { workspaceId: workspace.id }
    if (alert) change.mutate({ path: { ...path, alertId: alert.id }, body })
    else create.mutate({ path, body })
  }
  const recipientsError = fieldError(error, 'recipients')
  const shown = recipientsError ?? fieldError(error, 'name')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(alert ? 'alerts.form.editTitle' : 'alerts.form.addTitle')}
      footer={
        <>
          <Button onClick={onClose}>{kit.t('cancel')}</Button>
          <Button
            type="submit"
            form={id}
            look="primary"
            busy={isPending}
            disabledReason={
              watches.length === 0
                ? t('alerts.form.watchesFirst')
                : daysBefore === undefined
                  ? t('alerts.form.daysWrong')
                  : undefined
            }
          >
            {alert ? kit.t('save') : t('alerts.add')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('alerts.form.name')} error={fieldError(error, 'name')} required>
          <TextInput value={name} onChange={setName} maxLength={100} required />
        </Field>
        <fieldset className="flex flex-col gap-2.5">
          <legend className="mb-2 text-sm font-medium">{t('alerts.form.watches')}</legend>
          {WATCHED.map((one) => (
            <Checkbox
              key={one}
              label={t(`alerts.watched.${one}`)}
              hint={t(`alerts.form.watchedHints.${one}`)}
              checked={watches.includes(one)}
              onChange={(on) =>
                setWatches(WATCHED.filter((each) => (each === one ? on : watches.includes(each))))
              }
            />
          ))}
        </fieldset>
        <Field
          label={t('alerts.form.days')}
          hint={t('alerts.form.daysHint')}
          error={daysBefore === undefined ? t('alerts.form.daysWrong') : undefined}
          required
        >
          <TextInput value={days} onChange={setDays} inputMode="numeric" />
        </Field>
        <Field
          label={t('alerts.form.recipients')}
          hint={t('alerts.form.recipientsHint')}
          error={recipientsError}
          optional={kit.t('optional')}
        >
          <TextArea value={recipients} onChange={setRecipients} rows={2} />
        </Field>
        <Switch
          label={t('alerts.form.digest')}
          hint={t('alerts.form.digestHint')}
          checked={digest}
          onChange={setDigest}
        />
        <Field label={t('alerts.form.language')}>
          <Select
            value={language}
            onChange={setLanguage}
            options={LANGUAGES.map((value) => ({
              value,
              label: t(`alerts.form.languages.${value}`),
            }))}
          />
        </Field>
        {alert && (
          <Switch label={t('alerts.form.enabled')} checked={enabled} onChange={setEnabled} />
        )}
        {error && shown === undefined && <Notice tone="bad" title={messageOf(error)} />}
      </form>
    </Dialog>
  )
}
