import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Checkbox } from '../../kit/choice.tsx'
import { Drawer } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { Notice } from '../../kit/states.tsx'
import { TextArea, TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { preset, type Grants, type Preset } from './grants.ts'
import { KeySummary } from './key-summary.tsx'
import { PermissionMatrix } from './permission-matrix.tsx'
import type { FormEvent, ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

const FORM = 'create-key'
const LIFETIMES = ['30', '90', '365', 'never'] as const
type Lifetime = (typeof LIFETIMES)[number]

/** Name, end, addresses, and what it may do with which CA; a sentence says what comes of it. */
export function CreateKeyDrawer({
  onClose,
  onCreated,
}: {
  onClose: () => void
  onCreated: (made: Output<'createApiKey'>) => void
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const { t: kit } = useTexts('kit')
  const { id: workspaceId, plan } = useWorkspace()
  const { data } = useRead('listAuthorities', { path: { workspaceId }, query: {} })
  const authorities = data?.authorities.filter(({ revoked_at: at }) => at === null)
  const [name, setName] = useState('')
  const [lifetime, setLifetime] = useState<Lifetime>('90')
  const [addresses, setAddresses] = useState('')
  const [mayReturn, setMayReturn] = useState(false)
  const [grants, setGrants] = useState<Grants>({})
  const create = useAct('createApiKey', { refreshes: ['listApiKeys'], onDone: onCreated })
  const tied = plan === 'free'
  const days = lifetime === 'never' ? null : Number(lifetime)
  const ranges = addresses.split(/[\s,]+/u).filter((range) => range !== '')
  const missing =
    name.trim() === ''
      ? t('form.needsName')
      : Object.keys(grants).length === 0
        ? t('form.needsGrants')
        : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.mutate({
      path: { workspaceId },
      body: {
        name: name.trim(),
        permissions: grants,
        ...(days === null ? {} : { expiresInDays: days }),
        allowedAddresses: ranges,
        mayReturnPrivateKeys: mayReturn,
      },
    })
  }
  const atFields = ['name', 'allowedAddresses'].some(
    (field) => fieldError(create.error, field) !== undefined,
  )
  return (
    <Drawer
      open
      size="lg"
      onClose={onClose}
      title={t('form.title')}
      footer={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            form={FORM}
            busy={create.isPending}
            disabledReason={missing}
          >
            {t('form.create')}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="flex flex-col gap-5" noValidate>
        {create.error && !atFields && <Notice tone="bad">{messageOf(create.error)}</Notice>}
        <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
          <Field
            label={t('form.name')}
            hint={t('form.nameHint')}
            error={fieldError(create.error, 'name')}
            required
          >
            <TextInput value={name} onChange={setName} autoFocus autoComplete="off" />
          </Field>
          <Field
            label={t('form.lifetime')}
            hint={lifetime === 'never' ? t('form.neverHint') : undefined}
          >
            <Select<Lifetime>
              value={lifetime}
              onChange={setLifetime}
              options={LIFETIMES.map((value) => ({
                value,
                label:
                  value === 'never' ? t('form.never') : t('form.days', { count: Number(value) }),
              }))}
            />
          </Field>
        </div>
        <fieldset className="flex min-w-0 flex-col gap-2.5">
          <legend className="mb-1.5 text-sm font-medium">{t('form.permissions')}</legend>
          {authorities === undefined ? (
            <Skeleton className="h-48 w-full" />
          ) : authorities.length === 0 ? (
            <Notice tone="warn">{t('form.noAuthorities')}</Notice>
          ) : (
            <>
              <Presets
                tied={tied}
                onChoose={(one) =>
                  setGrants(
                    preset(
                      authorities.map(({ id }) => id),
                      one,
                    ),
                  )
                }
              />
              <PermissionMatrix
                authorities={authorities}
                grants={grants}
                onChange={setGrants}
                tied={tied}
              />
            </>
          )}
        </fieldset>
        <Field
          label={t('form.addresses')}
          hint={t('form.addressesHint')}
          error={fieldError(create.error, 'allowedAddresses')}
          optional={kit('optional')}
        >
          <TextArea mono rows={2} value={addresses} onChange={setAddresses} spellCheck={false} />
        </Field>
        <Checkbox
          label={t('form.mcp')}
          hint={t('form.mcpHint')}
          checked={mayReturn}
          onChange={setMayReturn}
        />
        <KeySummary grants={grants} days={days} ranges={ranges.length} />
      </form>
    </Drawer>
  )
}

function Presets({
  tied,
  onChoose,
}: {
  tied: boolean
  onChoose: (preset: Preset) => void
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const presets = [
    ['read', t('form.presetRead')],
    ['issue', t('form.presetIssue')],
    ['full', t('form.presetFull')],
    ['none', t('form.presetNone')],
  ] as const
  return (
    <div role="group" aria-label={t('form.presets')} className="flex flex-wrap gap-1.5">
      {presets.map(([name, label]) => (
        <Button
          key={name}
          size="sm"
          disabledReason={
            tied && (name === 'read' || name === 'issue') ? t('form.tied') : undefined
          }
          onClick={() => onChoose(name)}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}
