import { Field } from '../../../kit/field.tsx'
import { classes } from '../../../kit/classes.ts'
import { TextInput } from '../../../kit/text-input.tsx'
import { formatDate } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Preview } from '../types.ts'

/** 397 is the ceiling; 200 is what public TLS allows since March 2026 (SC-081v3). */
const PRESETS = [7, 30, 90, 200, 365, 397] as const

const DAY = 86_400_000

/** For how long, and what date comes of it. */
export function ValidityField({
  days,
  onChange,
  preview,
  authorityEnd,
  error,
}: {
  days: string
  onChange: (days: string) => void
  preview: Preview | undefined
  /** When the CA expires: it can issue nothing that lasts longer. */
  authorityEnd?: string | undefined
  error: string | undefined
}): ReactNode {
  const { t } = useTexts('certificates')
  const isTooLong =
    authorityEnd !== undefined && Date.now() + Number(days) * DAY > Date.parse(authorityEnd)
  const fault =
    isTooLong && error !== undefined
      ? t('issue.tooLong', { date: formatDate(new Date(authorityEnd)) })
      : error
  const end = preview && formatDate(new Date(preview.valid_to))
  return (
    <Field
      label={t('issue.validity')}
      hint={
        preview === undefined || error !== undefined
          ? undefined
          : t(preview.isCapped ? 'issue.cappedOn' : 'issue.endsOn', { date: end ?? '' })
      }
      error={fault}
    >
      <div className="flex flex-wrap items-center gap-1.5">
        {PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={days === String(preset)}
            onClick={() => onChange(String(preset))}
            className={classes(
              'h-8 rounded-md border px-2.5 text-sm tabular-nums transition-colors',
              days === String(preset)
                ? 'border-accent bg-accent-soft font-medium text-accent'
                : 'bg-surface hover:bg-hover',
            )}
          >
            {t('days', { count: preset })}
          </button>
        ))}
        <span className="w-20">
          <TextInput
            inputMode="numeric"
            aria-label={t('issue.otherDays')}
            value={days}
            onChange={(text) => onChange(text.replaceAll(/\D/g, '').slice(0, 5))}
          />
        </span>
      </div>
    </Field>
  )
}
