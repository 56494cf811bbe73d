import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { sessionOptions } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Notice } from '../../kit/states.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import type { ReactNode } from 'react'

/** The end of a workspace, by its name. */
export function DeleteWorkspace(): ReactNode {
  const { t } = useTexts('settings')
  const { id: workspaceId, name, role } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = useAct('deleteWorkspace', {
    onDone: () => {
      toast.success(t('deleted', { name }))
      void queries.refetchQueries(sessionOptions).then(() => navigate({ to: '/' }))
    },
  })
  return (
    <Card title={t('danger')} className="border-bad/40">
      <p className="max-w-prose text-base text-ink-soft">{t('dangerText')}</p>
      {remove.error && (
        <div className="mt-3">
          <Notice tone="bad">{messageOf(remove.error)}</Notice>
        </div>
      )}
      <Button
        look="danger-quiet"
        className="mt-4"
        disabledReason={role === 'owner' ? undefined : t('ownersOnly')}
        onClick={() => setAsking(true)}
      >
        {t('delete')}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('deleteTitle', { name })}
        action={t('delete')}
        typeName={name}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(
            { path: { workspaceId }, body: { name } },
            { onSettled: () => setAsking(false) },
          )
        }
      >
        <p>{t('deleteText')}</p>
      </ConfirmDialog>
    </Card>
  )
}
