import { Button } from '../../kit/button.tsx'
import { CodeBlock } from '../../kit/code-block.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

/** Shown this once: it closes by its own button only. */
export function SecretDialog({
  made,
  onClose,
}: {
  made: Output<'createOAuthClient'>
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('oauthClients')
  return (
    <Dialog
      open
      onClose={onClose}
      mayClose={() => false}
      title={t('secret.title')}
      footer={
        <Button look="primary" onClick={onClose}>
          {t('secret.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Notice tone="warn">{t('secret.text')}</Notice>
        <CodeBlock label={t('secret.clientId')} code={made.client.id} wrap />
        <CodeBlock label={t('secret.secret')} code={made.client_secret} wrap />
      </div>
    </Dialog>
  )
}
