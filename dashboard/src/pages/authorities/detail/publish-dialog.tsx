import { useState } from 'react'
import { fieldError, messageOf } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Notice } from '../../../kit/states.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { SignerPassphrase } from '../signer-passphrase.tsx'
import type { ReactNode } from 'react'
import type { Authority } from '../authority.ts'

/** Signs all lists of a CA anew; for a protected one the only way. */
export function PublishDialog({
  workspaceId,
  authority,
  onClose,
}: {
  workspaceId: string
  authority: Authority
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('authorities')
  const { t: kit } = useTexts('kit')
  const { id, name } = authority
  const [passphrase, setPassphrase] = useState('')
  const publish = useAct('publishAuthorityLists', {
    refreshes: [
      'getAuthorityPublication',
      'getAuthority',
      'listAuthorities',
      'getAuthorityActivity',
    ],
    onDone: () => {
      toast.success(t('publish.done'))
      onClose()
    },
  })
  const passphraseError = fieldError(publish.error, 'caPassphrase')
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={t('publish.title', { name })}
      description={t('publish.text')}
      footer={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            look="primary"
            busy={publish.isPending}
            onClick={() =>
              publish.mutate({
                path: { workspaceId, authorityId: id },
                body: { caPassphrase: authority.has_passphrase ? passphrase : undefined },
              })
            }
          >
            {t('actions.publish')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <SignerPassphrase
          signer={authority}
          value={passphrase}
          onChange={setPassphrase}
          error={passphraseError}
        />
        {publish.error && passphraseError === undefined && (
          <Notice tone="bad">{messageOf(publish.error)}</Notice>
        )}
      </div>
    </Dialog>
  )
}
