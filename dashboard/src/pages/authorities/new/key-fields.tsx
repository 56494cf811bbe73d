import { Field } from '../../../kit/field.tsx'
import { Select } from '../../../kit/select.tsx'
import { TextInput } from '../../../kit/text-input.tsx'
import { formatDate } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { ALGORITHMS, daysOf } from './draft.ts'
import type { ReactNode } from 'react'
import type { Authority } from '../authority.ts'
import type { Draft } from './draft.ts'
import type { DraftFieldsProps } from './subject-fields.tsx'

const DAY = 86_400_000
const ROOT_YEARS = ['10', '20', '30'] as const
const YEARS = ['1', '2', '3', '5', '10'] as const

/** The key's algorithm, how long the certificate holds (and until when), how many CAs may stand below. */
export function KeyFields({
  draft,
  onChange,
  errorOf,
  kind,
  parent,
  withValidity = true,
}: DraftFieldsProps & {
  kind: 'root' | 'intermediate'
  parent?: Authority | undefined
  /** Whoever signs elsewhere decides. */
  withValidity?: boolean
}): ReactNode {
  const { t } = useTexts('newAuthority')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('algorithm')} error={errorOf('keyAlgorithm')} className="sm:col-span-2">
        <Select
          value={draft.algorithm}
          onChange={(algorithm) => onChange({ algorithm })}
          options={ALGORITHMS.map((value) => ({ value, label: t(`algorithms.${value}`) }))}
        />
      </Field>
      {withValidity && (
        <ValidityField
          draft={draft}
          onChange={onChange}
          errorOf={errorOf}
          kind={kind}
          parent={parent}
        />
      )}
      <Field label={t('pathLength')} error={errorOf('pathLength')}>
        <Select
          value={draft.pathLength}
          onChange={(pathLength) => onChange({ pathLength })}
          options={pathLengths(kind).map((value) => ({
            value,
            label: t(`pathLengths.${PATH_LENGTH_TEXTS[value]}`),
          }))}
        />
      </Field>
    </div>
  )
}

const PATH_LENGTH_TEXTS = {
  default: 'default',
  unlimited: 'unlimited',
  '0': 'none',
  '1': 'one',
  '2': 'two',
} as const

function pathLengths(kind: 'root' | 'intermediate'): readonly Draft['pathLength'][] {
  return kind === 'root' ? ['unlimited', '1', '2'] : ['default', '0', '1']
}

function ValidityField({
  draft,
  onChange,
  errorOf,
  kind,
  parent,
}: DraftFieldsProps & {
  kind: 'root' | 'intermediate'
  parent: Authority | undefined
}): ReactNode {
  const { t } = useTexts('newAuthority')
  const years = kind === 'root' ? ROOT_YEARS : YEARS
  const options = [
    ...years.map((value) => ({
      value: value as string,
      label: t('years', { count: Number(value) }),
    })),
    ...(parent === undefined ? [] : [{ value: 'parent', label: t('untilParent') }]),
    { value: 'days', label: t('otherDays') },
  ]
  const days = daysOf(draft)
  const end = days === undefined ? undefined : new Date(Date.now() + days * DAY)
  const parentEnd = parent && new Date(parent.valid_to)
  const isTooLong = end !== undefined && parentEnd !== undefined && end > parentEnd
  const hint =
    end === undefined
      ? parentEnd && t('untilCut', { date: formatDate(parentEnd) })
      : t('until', { date: formatDate(end) })
  return (
    <Field
      label={t('validity')}
      hint={isTooLong ? undefined : hint}
      error={
        errorOf('validityDays') ??
        (isTooLong ? t('tooLong', { date: formatDate(parentEnd) }) : undefined)
      }
    >
      <span className="flex gap-2">
        <Select
          className="flex-1"
          value={draft.validity}
          onChange={(validity) => onChange({ validity })}
          options={options}
        />
        {draft.validity === 'days' && (
          <TextInput
            inputMode="numeric"
            aria-label={t('days')}
            value={draft.days}
            className="max-w-28"
            onChange={(text) => onChange({ days: text.replaceAll(/\D/g, '') })}
          />
        )}
      </span>
    </Field>
  )
}
