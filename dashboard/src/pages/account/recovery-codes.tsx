import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Checkbox } from '../../kit/choice.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** Shown once: it does not close before somebody says that they are kept. */
export function CodesDialog({
  codes,
  onClose,
}: {
  readonly codes: readonly string[]
  readonly onClose: () => void
}): ReactNode {
  const { t } = useTexts('account')
  const [kept, setKept] = useState(false)
  const text = `${codes.join('\n')}\n`
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    const link = Object.assign(document.createElement('a'), {
      href: url,
      download: 'certman-recovery-codes.txt',
    })
    link.click()
    URL.revokeObjectURL(url)
    setKept(true)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      mayClose={() => kept}
      title={t('codes.title')}
      description={t('codes.intro')}
      size="sm"
      footer={
        <Button
          look="primary"
          disabledReason={kept ? undefined : t('codes.keepFirst')}
          onClick={onClose}
        >
          {t('codes.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <ol className="grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-md border bg-sunken px-4 py-3 font-mono text-sm sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={text} size="md" onCopied={() => setKept(true)}>
            {t('codes.copy')}
          </CopyButton>
          <Button icon={<Download aria-hidden className="size-4" />} onClick={save}>
            {t('codes.save')}
          </Button>
        </div>
        <Checkbox checked={kept} onChange={setKept} label={t('codes.kept')} />
      </div>
    </Dialog>
  )
}
