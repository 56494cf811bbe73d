import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Field } from '../../../kit/field.tsx'
import { TextInput } from '../../../kit/text-input.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Draft } from './draft.ts'

export interface DraftFieldsProps {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
  /** What the server says of a field, by its name in the request. */
  readonly errorOf: (field: string) => string | undefined
}

/** Who the CA says it is; what is seldom filled in is folded away. */
export function SubjectFields({
  draft,
  onChange,
  errorOf,
  example,
}: DraftFieldsProps & { example: string }): ReactNode {
  const { t } = useTexts('newAuthority')
  const { t: kit } = useTexts('kit')
  const [isWide, setIsWide] = useState(false)
  const optional = kit('optional')
  const text = (
    field: 'organization' | 'organizationalUnit' | 'state' | 'locality' | 'name',
    hint?: string,
  ): ReactNode => (
    <Field label={t(field)} optional={optional} error={errorOf(field)} hint={hint}>
      <TextInput
        value={draft[field]}
        maxLength={200}
        onChange={(value) => onChange({ [field]: value })}
      />
    </Field>
  )
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label={t('commonName')}
        hint={example}
        error={errorOf('commonName')}
        required
        className="sm:col-span-2"
      >
        <TextInput
          value={draft.commonName}
          maxLength={64}
          onChange={(commonName) => onChange({ commonName })}
        />
      </Field>
      {text('organization')}
      <Field
        label={t('country')}
        optional={optional}
        hint={t('countryHint')}
        error={errorOf('country')}
      >
        <TextInput
          value={draft.country}
          maxLength={2}
          className="max-w-24 uppercase"
          onChange={(country) => onChange({ country })}
        />
      </Field>
      {isWide && (
        <>
          {text('organizationalUnit')}
          {text('state')}
          {text('locality')}
          {text('name', t('nameHint'))}
        </>
      )}
      <div className="sm:col-span-2">
        <Button
          size="sm"
          look="ghost"
          className="-ms-2.5"
          aria-expanded={isWide}
          onClick={() => setIsWide(!isWide)}
        >
          {t(isWide ? 'fewerFields' : 'moreFields')}
        </Button>
      </div>
    </div>
  )
}
