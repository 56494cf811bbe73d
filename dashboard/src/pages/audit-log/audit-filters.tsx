import { FilterX } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { classes } from '../../kit/classes.ts'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { isFiltered, type AuditFilter } from './use-audit.ts'
import { WhoField } from './who-field.tsx'
import type { ReactNode } from 'react'

const KINDS = [
  'certificate',
  'authority',
  'apiKey',
  'member',
  'invitation',
  'workspace',
  'oauthClient',
  'oauthGrant',
  'keyLink',
  'job',
  'webhook',
  'alertRule',
  'calendarFeed',
  'revocationList',
  'responder',
  'issuance',
  'revocation',
  'permission',
  'passphrase',
  'authentication',
  'session',
  'account',
  'user',
  'instance',
  'backup',
] as const

/** Of a row of two on a telephone, of six on a tablet. */
const WIDE = 'col-span-2 xl:col-span-1'
const NARROW = 'sm:col-span-2 xl:col-span-1'

/** Each change is in the address at once; ids are looked for when they are complete (Enter, or leaving the field). */
export function AuditFilters({
  workspaceId,
  filter,
  onChange,
}: {
  workspaceId: string | null
  filter: AuditFilter
  onChange: (change: Partial<AuditFilter>) => void
}): ReactNode {
  const { t } = useTexts('auditLog')
  const known = KINDS.some((kind) => kind === filter.action) || filter.action === ''
  return (
    <div
      role="search"
      aria-label={t('filters')}
      className="mb-4 grid grid-cols-2 items-end gap-3 sm:grid-cols-6 xl:grid-cols-[1.1fr_1.1fr_1fr_auto_auto_auto] *:min-w-0"
    >
      <Field label={t('action')} className={WIDE}>
        <Select
          value={filter.action}
          onChange={(action) => onChange({ action })}
          options={[
            { value: '', label: t('anyAction') },
            ...KINDS.map((kind) => ({
              value: kind,
              label: t('allOf', { kind: t(`about.${kind}`) }),
            })),
            ...(known ? [] : [{ value: filter.action, label: filter.action }]),
          ]}
        />
      </Field>
      <WhoField
        className={WIDE}
        workspaceId={workspaceId}
        value={filter.actor}
        onChange={(actor) => onChange({ actor })}
      />
      <IdField
        key={`subject ${filter.subject}`}
        label={t('subject')}
        placeholder={t('subjectHint')}
        value={filter.subject}
        onChange={(subject) => onChange({ subject })}
      />
      <Field label={t('from')} className={NARROW}>
        <TextInput type="date" value={filter.from} onChange={(from) => onChange({ from })} />
      </Field>
      <Field label={t('to')} className={NARROW}>
        <TextInput type="date" value={filter.to} onChange={(to) => onChange({ to })} />
      </Field>
      <Button
        className={classes('h-8.5', WIDE)}
        icon={<FilterX aria-hidden className="size-4" />}
        disabledReason={isFiltered(filter) ? undefined : t('clearNothing')}
        onClick={() => onChange({ action: '', actor: '', subject: '', from: '', to: '' })}
      >
        {t('clear')}
      </Button>
    </div>
  )
}

function IdField({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string
  placeholder: string
  value: string
  onChange: (value: string) => void
}): ReactNode {
  const [typed, setTyped] = useState(value)
  const done = (): void => {
    if (typed.trim() !== value) onChange(typed.trim())
  }
  return (
    <Field label={label} className={WIDE}>
      <TextInput
        mono
        placeholder={placeholder}
        value={typed}
        onChange={setTyped}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === 'Enter') done()
        }}
        spellCheck={false}
        autoComplete="off"
      />
    </Field>
  )
}
