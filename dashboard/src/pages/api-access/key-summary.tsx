import { formatDate } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { countOf, PERMISSIONS, type Grants } from './grants.ts'
import type { ReactNode } from 'react'

const DAY_MILLISECONDS = 86_400_000

/** One sentence about the whole: what is asked for is easier to judge in words than in boxes. */
export function KeySummary({
  grants,
  days,
  ranges,
}: {
  grants: Grants
  days: number | null
  ranges: number
}): ReactNode {
  const { t, language } = useTexts('apiAccess')
  const parts = PERMISSIONS.flatMap((permission) => {
    const count = countOf(grants, permission)
    return count === 0 ? [] : [t(`summary.${permission}`, { count })]
  })
  const until =
    days === null
      ? t('summary.forEver')
      : t('summary.until', { date: formatDate(new Date(Date.now() + days * DAY_MILLISECONDS)) })
  const where = ranges === 0 ? t('summary.anywhere') : t('summary.somewhere', { count: ranges })
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
  return (
    <p role="status" className="rounded-md border bg-sunken px-3.5 py-2.5 text-base text-ink-soft">
      {parts.length === 0 ? t('summary.none') : t('summary.some', { what: list, until, where })}
    </p>
  )
}
