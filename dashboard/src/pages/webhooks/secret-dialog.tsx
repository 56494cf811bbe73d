import { Button } from '../../kit/button.tsx'
import { CodeBlock } from '../../kit/code-block.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

const VERIFY = `import { Webhook } from 'standardwebhooks'

const event = new Webhook(process.env.WEBHOOK_SECRET).verify(body, headers)`

/** Shown once: it closes only when somebody says that the secret is saved. */
export function SecretDialog({
  secret,
  onClose,
}: {
  secret: string | undefined
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('webhooks')
  return (
    <Dialog
      open={secret !== undefined}
      onClose={onClose}
      mayClose={() => false}
      title={t('secret.title')}
      description={t('secret.text')}
      footer={
        <Button look="primary" onClick={onClose}>
          {t('secret.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <CodeBlock code={secret ?? ''} label={t('secret.label')} wrap />
        <CodeBlock code={VERIFY} label={t('secret.code')} />
      </div>
    </Dialog>
  )
}
