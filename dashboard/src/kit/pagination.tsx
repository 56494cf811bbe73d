import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTexts } from '../texts/use-texts.ts'
import { IconButton } from './button.tsx'
import { Select } from './select.tsx'
import type { ReactNode } from 'react'

const SIZES = ['25', '50', '100'] as const

/** Under a table: where one is, and onward. */
export function Pagination({
  page,
  pageSize,
  total,
  onPage,
  onPageSize,
}: {
  page: number
  pageSize: number
  total: number
  onPage: (page: number) => void
  onPageSize?: ((pageSize: number) => void) | undefined
}): ReactNode {
  const { t } = useTexts('kit')
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1
  return (
    <nav
      aria-label={t('pagination')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-3 text-sm text-ink-soft"
    >
      <p className="tabular-nums" role="status">
        {t('range', { from, to: Math.min(total, page * pageSize), total })}
      </p>
      <div className="ms-auto flex items-center gap-2">
        {onPageSize && (
          <Select
            size="sm"
            aria-label={t('pageSize')}
            value={String(pageSize)}
            onChange={(size) => onPageSize(Number(size))}
            options={SIZES.map((value) => ({
              value,
              label: t('perPage', { count: Number(value) }),
            }))}
          />
        )}
        <IconButton
          label={t('previousPage')}
          look="secondary"
          disabledReason={page <= 1 ? t('firstPage') : undefined}
          onClick={() => onPage(page - 1)}
        >
          <ChevronLeft aria-hidden className="rtl:rotate-180" />
        </IconButton>
        <span className="tabular-nums">{t('pageOf', { page, pages })}</span>
        <IconButton
          label={t('nextPage')}
          look="secondary"
          disabledReason={page >= pages ? t('lastPage') : undefined}
          onClick={() => onPage(page + 1)}
        >
          <ChevronRight aria-hidden className="rtl:rotate-180" />
        </IconButton>
      </div>
    </nav>
  )
}
