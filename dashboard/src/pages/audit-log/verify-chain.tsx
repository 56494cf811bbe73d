import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Notice } from '../../kit/states.tsx'
import { formatRelative } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

/** Has every link of the log computed anew. */
export function VerifyChain({ workspaceId }: { workspaceId: string | null }): ReactNode {
  const { t } = useTexts('auditLog')
  const [found, setFound] = useState<Output<'verifyAuditLog'>>()
  const options = { toastsErrors: true, onDone: setFound } as const
  const ofWorkspace = useAct('verifyAuditLog', options)
  const ofInstance = useAct('verifyInstanceAuditLog', options)
  return (
    <>
      <Button
        icon={<Link2 aria-hidden className="size-4" />}
        busy={ofWorkspace.isPending || ofInstance.isPending}
        onClick={() => {
          if (workspaceId === null) ofInstance.mutate({})
          else ofWorkspace.mutate({ path: { workspaceId } })
        }}
      >
        {t('verify')}
      </Button>
      {found && <Verdict found={found} onClose={() => setFound(undefined)} />}
    </>
  )
}

function Verdict({
  found,
  onClose,
}: {
  found: Output<'verifyAuditLog'>
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('auditLog')
  const { t: kit } = useTexts('kit')
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t('verify')}
      footer={<Button onClick={onClose}>{kit('close')}</Button>}
    >
      {found.isWhole ? (
        <Notice tone="ok" title={t('whole')}>
          {t('wholeAt', { when: formatRelative(new Date(found.finishedAt)) })}
        </Notice>
      ) : (
        <Notice tone="bad" title={t('broken')}>
          <ul className="mt-1 flex flex-col gap-1">
            {found.broken.map(({ chain, position, reason }) => (
              <li key={chain} className="break-words">
                {t('brokenAt', { chain, position, reason })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </Dialog>
  )
}
