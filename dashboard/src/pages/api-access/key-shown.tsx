import { CircleCheck, Download, Loader2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Checkbox } from '../../kit/choice.tsx'
import { CodeBlock } from '../../kit/code-block.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Notice } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { formatDateTime } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { envFile, keySnippets, USES, type Use } from './key-snippets.ts'
import { saveEnv } from './save-env.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

export interface ShownKey {
  readonly made: Output<'createApiKey'>
  /** After a rotation: until when the former key is good. */
  readonly formerEndsAt?: number
}

const POLL_MILLISECONDS = 2000

/** The key, this once; it closes only when somebody says that they have it. */
export function KeyShown({
  shown: { made, formerEndsAt },
  onClose,
}: {
  shown: ShownKey
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const [isSaved, setSaved] = useState(false)
  useEffect(() => {
    if (isSaved) return
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [isSaved])
  const { origin } = window.location
  return (
    <Dialog
      open
      size="lg"
      onClose={onClose}
      mayClose={() => false}
      title={t('shown.title')}
      description={t('shown.text')}
      footer={
        <>
          <div className="me-auto flex items-center">
            <Checkbox label={t('shown.saved')} checked={isSaved} onChange={setSaved} />
          </div>
          <Button
            look="primary"
            disabledReason={isSaved ? undefined : t('shown.closeFirst')}
            onClick={onClose}
          >
            {t('shown.close')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {formerEndsAt !== undefined && (
          <Notice>
            {t('shown.rotatedText', { date: formatDateTime(new Date(formerEndsAt)) })}
          </Notice>
        )}
        <CodeBlock label={t('shown.key')} code={made.key} wrap />
        <div>
          <Button
            icon={<Download aria-hidden className="size-4" />}
            onClick={() => saveEnv(envFile(origin, made.key))}
          >
            {t('shown.download')}
          </Button>
        </div>
        <Snippets made={made} origin={origin} />
        <FirstRequest apiKeyId={made.apiKey.id} />
      </div>
    </Dialog>
  )
}

function Snippets({ made, origin }: { made: Output<'createApiKey'>; origin: string }): ReactNode {
  const { t } = useTexts('apiAccess')
  const [use, setUse] = useState<Use>('curl')
  const issuesFrom = Object.entries(made.apiKey.permissions).find(([, may]) => may.canIssue)?.[0]
  const snippets = keySnippets(origin, made.key, issuesFrom)
  return (
    <Tabs<Use>
      label={t('shown.use')}
      value={use}
      onChange={setUse}
      tabs={USES.map((value) => ({
        value,
        label: t(`shown.tabs.${value}`),
        content: (
          <CodeBlock
            label={value === 'actions' ? t('shown.secret') : t(`shown.tabs.${value}`)}
            code={snippets[value]}
            wrap={value === 'mcp'}
          />
        ),
      }))}
    />
  )
}

function FirstRequest({ apiKeyId }: { apiKeyId: string }): ReactNode {
  const { t } = useTexts('apiAccess')
  const { id: workspaceId } = useWorkspace()
  const { data } = useRead(
    'getApiKey',
    { path: { workspaceId, apiKeyId } },
    { every: (output) => (output?.apiKey.last_used_at ? false : POLL_MILLISECONDS) },
  )
  const used = data?.apiKey.last_used_at ?? null
  const address = data?.apiKey.last_used_address ?? ''
  return (
    <div
      role="status"
      className={`flex gap-3 rounded-md border px-3.5 py-2.5 ${used === null ? 'bg-sunken' : 'border-ok/30 bg-ok-soft'}`}
    >
      {used === null ? (
        <Loader2 aria-hidden className="mt-0.5 size-4 shrink-0 animate-spin text-ink-faint" />
      ) : (
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
      )}
      <div className="min-w-0">
        <p className="text-base font-medium">
          {t(used === null ? 'shown.waiting' : 'shown.arrived')}
        </p>
        <p className="text-sm text-ink-soft">
          {used === null ? t('shown.waitingText') : t('shown.arrivedFrom', { address })}
        </p>
      </div>
    </div>
  )
}
