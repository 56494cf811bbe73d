import { Button } from '../../kit/button.tsx'
import { CodeBlock } from '../../kit/code-block.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

const MAIL = {
  sent: ['ok', 'mailSent'],
  failed: ['warn', 'mailFailed'],
  notConfigured: ['accent', 'mailMissing'],
} as const

/** The link, this once, and whether it also went out by e-mail. */
export function InvitationLink({
  invited: { invitation, link, mail },
  onClose,
}: {
  invited: Output<'createInvitation'>
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('members')
  const { email, role } = invitation
  const [tone, sentence] = MAIL[mail]
  return (
    <Dialog
      open
      onClose={onClose}
      mayClose={() => false}
      title={t('linkTitle', { email })}
      description={t('linkShown', { role: t(`roles.${role}`) })}
      footer={
        <Button look="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Notice tone={tone}>{t(sentence, { email })}</Notice>
        <CodeBlock label={t('link')} code={link} wrap />
      </div>
    </Dialog>
  )
}
