import { Ban, Download, RefreshCw, X } from 'lucide-react'
import { Button, IconButton } from '../../../kit/button.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export type BulkAct = 'renew' | 'revoke' | 'download'

/** What can be done with the rows that were chosen; it stays in sight while one scrolls. */
export function SelectionBar({
  count,
  isDownloading,
  more,
  onAll,
  onAct,
  onClear,
}: {
  count: number
  isDownloading: boolean
  /** How many the list finds, as far as one job can take them. */
  more: number
  onAll: () => void
  onAct: (act: BulkAct) => void
  onClear: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  return (
    <div
      role="toolbar"
      aria-label={t('selection.title')}
      className="sticky bottom-4 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border bg-surface p-2 shadow-pop"
    >
      <span className="px-1.5 text-sm font-medium tabular-nums" role="status">
        {t('selection.count', { count })}
      </span>
      {more > count && (
        <Button look="ghost" onClick={onAll}>
          {t('selection.all', { count: more })}
        </Button>
      )}
      <Button icon={<RefreshCw aria-hidden className="size-4" />} onClick={() => onAct('renew')}>
        {t('renew')}
      </Button>
      <Button
        icon={<Download aria-hidden className="size-4" />}
        busy={isDownloading}
        onClick={() => onAct('download')}
      >
        {t('selection.download')}
      </Button>
      <Button
        look="danger-quiet"
        icon={<Ban aria-hidden className="size-4" />}
        onClick={() => onAct('revoke')}
      >
        {t('revoke')}
      </Button>
      <IconButton label={t('selection.clear')} onClick={onClear}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}
