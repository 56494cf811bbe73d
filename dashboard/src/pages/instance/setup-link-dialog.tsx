import { Button } from '../../kit/button.tsx'
import { CodeBlock } from '../../kit/code-block.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { formatDateTime } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export interface MadeLink {
  readonly email: string
  readonly setupLink: string
  readonly expiresAt: string
}

/** The link, this once. */
export function SetupLinkDialog({
  made: { email, setupLink, expiresAt },
  onClose,
}: {
  made: MadeLink
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('instance')
  return (
    <Dialog
      open
      onClose={onClose}
      mayClose={() => false}
      title={t('users.linkTitle', { email })}
      description={t('users.linkText', { email, date: formatDateTime(new Date(expiresAt)) })}
      footer={
        <Button look="primary" onClick={onClose}>
          {t('users.done')}
        </Button>
      }
    >
      <CodeBlock label={t('users.linkLabel')} code={setupLink} wrap />
    </Dialog>
  )
}
