import { KeyRound, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { addPasskey, passkeysWork, wasDismissed } from '../../api/passkey.ts'
import { queryClient } from '../../api/query-client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { sessionOptions } from '../../api/session.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { deviceName } from './device-name.ts'
import { RenameDialog } from './rename-dialog.tsx'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

type Passkey = Output<'listPasskeys'>['passkeys'][number]

export function PasskeysCard(): ReactNode {
  const { t } = useTexts('account')
  const passkeys = useRead('listPasskeys', {})
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [renamed, setRenamed] = useState<Passkey>()
  const [removed, setRemoved] = useState<Passkey>()

  const refresh = async (): Promise<void> => {
    await Promise.all([passkeys.refetch(), queryClient.invalidateQueries(sessionOptions)])
  }
  const add = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await addPasskey(deviceName(navigator.userAgent))
      await refresh()
    } catch (thrown) {
      if (!wasDismissed(thrown)) setError(thrown)
    }
    setBusy(false)
  }
  return (
    <Card
      title={t('passkeys.title')}
      description={t('passkeys.intro')}
      actions={
        <Button
          icon={<Plus aria-hidden className="size-4" />}
          busy={busy}
          disabledReason={passkeysWork() ? undefined : t('passkeys.notHere')}
          onClick={() => void add()}
        >
          {t('passkeys.add')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
        {passkeys.error !== null && (
          <ErrorState error={passkeys.error} onRetry={() => void passkeys.refetch()} />
        )}
        {passkeys.isPending && <Skeleton className="h-12 w-full" />}
        {passkeys.data?.passkeys.length === 0 && (
          <p className="text-base text-ink-soft">{t('passkeys.none')}</p>
        )}
        {passkeys.data !== undefined && passkeys.data.passkeys.length > 0 && (
          <ul className="-mb-2.5 divide-y">
            {passkeys.data.passkeys.map((passkey) => (
              <li key={passkey.id} className="flex items-center gap-3 py-2.5">
                <KeyRound aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
                <div className="min-w-0 flex-1">
                  <p className="truncate text-base font-medium">{passkey.name}</p>
                  <p className="flex flex-wrap gap-x-3 text-sm text-ink-faint">
                    <span>
                      {t('passkeys.added')} <Time at={passkey.created_at} show="date" />
                    </span>
                    <span>
                      {passkey.last_used_at === null ? (
                        t('passkeys.unused')
                      ) : (
                        <>
                          {t('passkeys.used')} <Time at={passkey.last_used_at} />
                        </>
                      )}
                    </span>
                    <span>{passkey.is_backed_up ? t('passkeys.synced') : t('passkeys.bound')}</span>
                  </p>
                </div>
                <IconButton
                  label={t('passkeys.rename', { name: passkey.name })}
                  onClick={() => setRenamed(passkey)}
                >
                  <Pencil aria-hidden />
                </IconButton>
                <IconButton
                  label={t('passkeys.remove', { name: passkey.name })}
                  onClick={() => setRemoved(passkey)}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
      </div>
      {renamed !== undefined && (
        <RenameDialog passkey={renamed} onClose={() => setRenamed(undefined)} />
      )}
      <RemoveDialog passkey={removed} onClose={() => setRemoved(undefined)} onDone={refresh} />
    </Card>
  )
}

function RemoveDialog({
  passkey,
  onClose,
  onDone,
}: {
  readonly passkey: Passkey | undefined
  readonly onClose: () => void
  readonly onDone: () => Promise<void>
}): ReactNode {
  const { t } = useTexts('account')
  const remove = useAct('removePasskey', {
    onDone: () => {
      onClose()
      void onDone()
    },
  })
  return (
    <ConfirmDialog
      open={passkey !== undefined}
      onClose={onClose}
      title={t('passkeys.removeTitle')}
      action={t('passkeys.removeAction')}
      danger
      busy={remove.isPending}
      onConfirm={() => {
        if (passkey !== undefined) remove.mutate({ path: { passkeyId: passkey.id } })
      }}
    >
      <p>{t('passkeys.removeHint', { name: passkey?.name ?? '' })}</p>
      {remove.error !== null && <Notice tone="bad">{messageOf(remove.error)}</Notice>}
    </ConfirmDialog>
  )
}
