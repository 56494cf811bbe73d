import { ChartGantt, Table2 } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** Whoever cannot, or would rather not, read a picture reads a table. */
export function ViewSwitch({
  isTable,
  onChange,
}: {
  isTable: boolean
  onChange: (isTable: boolean) => void
}): ReactNode {
  const { t } = useTexts('expiry')
  const Icon = isTable ? ChartGantt : Table2
  return (
    <Button
      icon={<Icon aria-hidden className="size-4" />}
      aria-pressed={isTable}
      onClick={() => onChange(!isTable)}
    >
      {t(isTable ? 'asChart' : 'asTable')}
    </Button>
  )
}
