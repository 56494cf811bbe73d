import { Link, useParams } from '@tanstack/react-router'
import { Download, KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { CodeBlock } from '../../kit/code-block.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, Notice } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { keyFileName, saveText } from './save-text.ts'
import type { Output } from '../../api/call.ts'
import type { ReactNode } from 'react'

type KeyLink = Output<'getKeyLink'>['keyLink']

/** One private key that an assistant had made: downloaded once, by the person it was made for. */
export function KeyLinkPage(): ReactNode {
  const { t } = useTexts('keyLink')
  const { linkId: keyLinkId = '' } = useParams({ strict: false })
  const open = useAct('openKeyLink')
  const opened = open.data
  // Once it is open there is nothing left to ask for.
  const { data, error } = useRead('getKeyLink', { path: { keyLinkId } }, { enabled: !opened })
  const refusal = open.error ?? (opened ? null : error)
  return (
    <>
      <PageHeader title={t('title')} />
      {refusal ? (
        <EmptyState icon={KeyRound} title={t('nothing')}>
          {messageOf(refusal)}
        </EmptyState>
      ) : opened ? (
        <Opened {...opened} />
      ) : data === undefined ? (
        <Skeleton className="h-48 w-full" />
      ) : (
        <Waiting
          keyLink={data.keyLink}
          busy={open.isPending}
          onOpen={() => open.mutate({ path: { keyLinkId } })}
        />
      )}
    </>
  )
}

function Waiting({
  keyLink,
  busy,
  onOpen,
}: {
  keyLink: KeyLink
  busy: boolean
  onOpen: () => void
}): ReactNode {
  const { t, rich } = useTexts('keyLink')
  return (
    <Card>
      <p className="text-base">
        {rich(
          'waits',
          { name: (part) => <strong className="font-semibold break-words">{part}</strong> },
          { name: keyLink.common_name },
        )}
      </p>
      <p className="mt-2 text-sm text-ink-soft">{t('once')}</p>
      <p className="mt-2 text-sm text-ink-faint">
        {t('until')} <Time at={keyLink.expires_at} />
      </p>
      <Button
        look="primary"
        size="lg"
        className="mt-5 w-full"
        busy={busy}
        icon={<Download aria-hidden className="size-4" />}
        onClick={onOpen}
      >
        {t('download')}
      </Button>
    </Card>
  )
}

function Opened({ keyLink, privateKey }: Output<'openKeyLink'>): ReactNode {
  const { t } = useTexts('keyLink')
  const { workspaces } = useSession()
  const [shown, setShown] = useState(false)
  const file = keyFileName(keyLink.common_name)
  const save = (): void => saveText(file, privateKey)
  useEffect(save, [])
  useLeaveGuard()
  const slug = workspaces.find(({ id }) => id === keyLink.workspace_id)?.slug
  return (
    <Card>
      <Notice tone="ok" title={t('saved', { file })}>
        {t('savedText')}
      </Notice>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button icon={<Download aria-hidden className="size-4" />} onClick={save}>
          {t('again')}
        </Button>
        <CopyButton text={privateKey} size="md">
          {t('copy')}
        </CopyButton>
        <Button look="ghost" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'hide' : 'show')}
        </Button>
      </div>
      {shown && (
        <div className="mt-3">
          <CodeBlock label={t('key')} code={privateKey} maxLines={16} />
        </div>
      )}
      {slug !== undefined && (
        <p className="mt-4 text-sm">
          <Link
            className="text-accent hover:underline"
            to="/w/$slug/certificates/$certificateId"
            params={{ slug, certificateId: keyLink.certificate_id }}
          >
            {t('certificate')}
          </Link>
        </p>
      )}
    </Card>
  )
}

/** The browser asks whether one means it: what is closed here is gone. */
function useLeaveGuard(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [])
}
