import { Skeleton } from '../kit/skeleton.tsx'
import { useTexts } from '../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** While a page is on its way. */
export function Pending(): ReactNode {
  const { t } = useTexts('shell')
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col gap-4">
      <Skeleton className="h-7 w-56" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <Skeleton className="mt-2 h-64 w-full" />
    </div>
  )
}
