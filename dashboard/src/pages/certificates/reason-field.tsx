import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { REASONS } from './types.ts'
import type { ReactNode } from 'react'
import type { Reason } from './types.ts'

/** Why a certificate is revoked, and what that means. */
export function ReasonField({
  value,
  onChange,
}: {
  value: Reason
  onChange: (reason: Reason) => void
}): ReactNode {
  const { t } = useTexts('certificates')
  return (
    <Field label={t('reason.label')} hint={t(`reason.hint.${value}`)}>
      <Select
        value={value}
        onChange={onChange}
        options={REASONS.map((reason) => ({ value: reason, label: t(`reason.name.${reason}`) }))}
      />
    </Field>
  )
}
