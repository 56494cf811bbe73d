import { useAct } from '../../api/queries.ts'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import type { ReactNode } from 'react'
import type { ApiKey } from './key-columns.tsx'

/** Asks once: it cannot be undone. */
export function RevokeKey({
  apiKey: { id, name, prefix },
  onClose,
}: {
  apiKey: ApiKey
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const { id: workspaceId } = useWorkspace()
  const revoke = useAct('revokeApiKey', {
    refreshes: ['listApiKeys'],
    toastsErrors: true,
    onDone: () => {
      toast.success(t('revoked', { name }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('revokeTitle', { name })}
      action={t('revoke')}
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate({ path: { workspaceId, apiKeyId: id } })}
    >
      <p>{t('revokeText', { prefix })}</p>
    </ConfirmDialog>
  )
}
